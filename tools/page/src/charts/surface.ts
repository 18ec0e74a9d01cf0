// The response of a measure to what is varied: a line over one axis, a map over two.

import { axisStyle, figure, tip } from "../figure";
import { nameOf, type SweepData, type SweepEstimate, type SweepPoint } from "../data";
import { commonUnit, tick, withInterval } from "../format";
import { band, ends, whiskers } from "./interval";

const kNone = "";

export function axisName(path: string): string {
  const parts = path.split(".");
  return parts.length > 2 ? parts.slice(1).join(".") : path;
}

export function surface(data: SweepData): HTMLElement | null {
  const measures = data.measures.filter((m) =>
    data.estimates.some((e) => e.measure === m.measure && e.scope === m.scope && e.mean !== null),
  );
  const firstMeasure = measures[0];
  const firstAxis = data.axes[0];
  if (!firstMeasure || !firstAxis || data.points.length < 2) {
    return null;
  }
  let measure = firstMeasure;
  let x = firstAxis;
  let y: (typeof data.axes)[number] | null = data.axes[1] ?? null;
  const key = (m: { measure: string; scope: string }) => `${m.measure}@${m.scope}`;
  const estimateOf = (p: SweepPoint): SweepEstimate | undefined =>
    data.estimates.find((e) => e.point === p.point && e.measure === measure.measure && e.scope === measure.scope);
  const base = data.points.find((p) => p.point === data.base) ?? data.points[0];
  const isGrid = data.design === "grid";
  // Of a grid one cut through the base; of a hypercube all points.
  const shown = () =>
    data.points.filter(
      (p) =>
        estimateOf(p)?.mean != null &&
        (!isGrid || data.axes.every((a) => a === x || a === y || p.values[a.path] === base?.values[a.path])),
    );
  const unit = () => commonUnit(estimateOf(shown()[0] as SweepPoint)?.unit ?? "1", shown().map((p) => estimateOf(p)?.mean ?? null), measure.measure);
  const valuesOf = (axis: { path: string }) => {
    const all = [...new Set(shown().map((p) => p.values[axis.path]))];
    return all.every((v) => typeof v === "number") ? (all as number[]).sort((a, b) => a - b) : all;
  };
  const text = (p: SweepPoint) => {
    const e = estimateOf(p);
    return e ? withInterval(e, unit()) : "–";
  };
  const where = (p: SweepPoint) => data.axes.map((a) => `${axisName(a.path)} ${String(p.values[a.path])}${a.unit ? ` ${a.unit}` : ""}`);
  const name = () => nameOf(data, measure.measure, measure.scope);
  const held = () =>
    data.axes.filter((a) => a !== x && a !== y).map((a) => `${axisName(a.path)} = ${String(base?.values[a.path])}${a.unit ? ` ${a.unit}` : ""}`);
  const good = () => (measure.better ? ` ${measure.better === "lower" ? "Low" : "High"} is good.` : "");
  const axisOptions = data.axes.map((a) => ({ value: a.path, text: axisName(a.path) }));
  const isMap = () => isGrid && y !== null;
  return figure({
    title: "Response to what is varied",
    lead: () =>
      `${name()} in${unit().suffix}, with ${Math.round(100 * data.run.level)} % intervals ${isMap() ? "in the cells" : "as bands or whiskers"}; the same customers at every point.${good()}` +
      (isGrid && held().length ? ` The others are held: ${held().join(", ")}.` : "") +
      (!isGrid ? " Points of a Latin hypercube: the other axes vary too." : ""),
    label: () => shown().slice(0, 24).map((p) => `${where(p).join(", ")}: ${text(p)}`).join("; ") + ".",
    height: () => (isMap() ? 76 + 40 * valuesOf(y ?? x).length : 320),
    choices: [
      { choice: { label: "Show", value: key(measure), options: measures.map((m) => ({ value: key(m), text: nameOf(data, m.measure, m.scope) })) }, set: (v) => (measure = measures.find((m) => key(m) === v) ?? firstMeasure) },
      {
        choice: { label: "across", value: x.path, options: axisOptions },
        set: (v) => {
          x = data.axes.find((a) => a.path === v) ?? firstAxis;
          y = y === x ? (data.axes.find((a) => a !== x) ?? null) : y;
        },
      },
      ...(isGrid && data.axes.length > 1
        ? [
            {
              choice: { label: "up", value: y?.path ?? kNone, options: [...axisOptions, { value: kNone, text: "nothing: a line" }] },
              set: (v: string) => {
                y = data.axes.find((a) => a.path === v) ?? null;
                x = y === x ? (data.axes.find((a) => a !== y) ?? x) : x;
              },
            },
          ]
        : []),
    ],
    option: (t, width) => {
      const u = unit();
      const points = shown();
      const xs = valuesOf(x);
      const label = (a: { path: string; unit: string }) => `${axisName(a.path)}${a.unit ? ` (${a.unit})` : ""}`;
      const tooltip = {
        confine: true,
        formatter: (q: unknown) => {
          const p = points[(q as { dataIndex: number }).dataIndex];
          return p ? tip([`Point ${p.point}`, ...where(p), `${name()}: ${text(p)}`]) : "";
        },
      };
      const valueOf = (p: SweepPoint) => (estimateOf(p)?.mean ?? 0) * u.factor;
      if (isMap() && y) {
        const ys = valuesOf(y);
        const all = points.map(valueOf);
        const [min, max] = [Math.min(...all), Math.max(...all)];
        // The interval below the estimate where a cell is narrower than both.
        const narrow = (width - 116) / xs.length < 100;
        return {
          grid: { left: 100, right: 16, top: 26, bottom: 46 },
          xAxis: { type: "category", data: xs.map(String), name: label(x), nameLocation: "middle", nameGap: 26, ...axisStyle(t), splitLine: { show: false } },
          yAxis: { type: "category", data: ys.map(String), name: label(y), ...axisStyle(t), nameTextStyle: { align: "left", color: t.faint, padding: [0, 0, 0, -88] }, nameGap: 10, splitLine: { show: false } },
          visualMap: { show: false, min, max: max > min ? max : min + 1, inRange: { color: t.ramp } },
          tooltip,
          series: [
            {
              type: "heatmap",
              data: points.map((p) => ({
                value: [xs.indexOf(p.values[x.path] as never), ys.indexOf(p.values[(y as { path: string }).path] as never), valueOf(p)],
                label: { color: inkOn(t.dark, (valueOf(p) - min) / (max - min || 1)) },
              })),
              itemStyle: { borderColor: t.surface, borderWidth: 2 },
              label: {
                show: true,
                fontSize: xs.length > 7 ? 10 : 11,
                lineHeight: 15,
                formatter: (q: unknown) => {
                  const p = points[(q as { dataIndex: number }).dataIndex];
                  return p ? text(p).replace(u.suffix, "").replace(" ±", narrow ? "\n±" : " ±") + (p.standing === "pareto" ? " ◆" : "") : "";
                },
              },
            },
          ],
        } as never;
      }
      const sorted = isGrid ? [...points].sort((a, b) => xs.indexOf(a.values[x.path] as never) - xs.indexOf(b.values[x.path] as never)) : points;
      const numeric = xs.every((v) => typeof v === "number");
      const at = (p: SweepPoint) => (numeric ? (p.values[x.path] as number) : xs.indexOf(p.values[x.path] as never));
      const mean = sorted.map(valueOf);
      const half = sorted.map((p) => {
        const h = estimateOf(p)?.half_width ?? null;
        return h === null ? null : h * u.factor;
      });
      const span = sorted.map((p) => {
        const [low, high] = estimateOf(p) ? ends(estimateOf(p) as SweepEstimate) : [0, 0];
        return { at: at(p), low: low * u.factor, high: high * u.factor };
      });
      return {
        grid: { left: 70, right: 20, top: 30, bottom: 46 },
        xAxis: numeric
          ? { type: "value", scale: true, name: label(x), nameLocation: "middle", nameGap: 28, ...axisStyle(t) }
          : { type: "category", data: xs.map(String), name: label(x), nameLocation: "middle", nameGap: 28, ...axisStyle(t) },
        yAxis: { type: "value", scale: true, name: u.suffix.trim(), ...axisStyle(t), axisLabel: { color: t.faint, formatter: tick } },
        tooltip: { ...tooltip, formatter: (q: unknown) => {
          const p = sorted[(q as { dataIndex: number }).dataIndex];
          return p ? tip([`Point ${p.point}`, ...where(p), `${name()}: ${text(p)}`]) : "";
        } },
        series: [
          ...(isGrid && numeric ? [band("interval", sorted.map(at), mean, half, t.blue)] : []),
          whiskers("ends", "y", span, t.blue, { width: 1.5 }),
          { type: isGrid ? ("line" as const) : ("scatter" as const), data: sorted.map((p, i) => [at(p), mean[i] ?? null]), symbolSize: 8, itemStyle: { color: t.blue }, lineStyle: { color: t.blue, width: 2 }, z: 6 },
        ],
      } as never;
    },
    table: () => ({
      caption: `${name()} at the points shown`,
      head: ["point", ...data.axes.map((a) => axisName(a.path)), name()],
      rows: shown().map((p) => [String(p.point), ...data.axes.map((a) => String(p.values[a.path]) + (a.unit ? ` ${a.unit}` : "")), text(p)]),
    }),
  });
}

/** Writing on a cell of the ramp. */
function inkOn(dark: boolean, share: number): string {
  return dark ? (share > 0.7 ? "#0d1117" : "#ffffff") : share > 0.62 ? "#ffffff" : "#1b1f24";
}
