// Two measures against each other: what does better in one cost in the other?

import { axisStyle, figure, tip } from "../figure";
import type { Num } from "../data";
import { commonUnit, tick, withInterval, type ShownUnit } from "../format";
import { ends, whiskers } from "./interval";

export interface Place {
  name: string;
  x: { mean: Num; half_width: Num; lower?: Num; upper?: Num };
  y: { mean: Num; half_width: Num; lower?: Num; upper?: Num };
  /** "best": the Pareto set, "open": undecided, "rest". */
  rank?: "best" | "open" | "rest";
  details?: string[];
}

export interface Axis {
  value: string;
  text: string;
  unit: string;
  better: "lower" | "higher" | null;
}

export interface TradeOffSpec {
  title: string;
  lead: string;
  axes: Axis[];
  places: (x: Axis, y: Axis) => Place[];
  labels: "all" | "best";
  /** In front of the names of the axes. */
  of?: string;
  /** Where not that of the values. */
  unit?: (a: Axis) => ShownUnit;
  level: number;
}

export function tradeOff(spec: TradeOffSpec): HTMLElement | null {
  const [firstX, firstY] = [spec.axes[0], spec.axes[1]];
  if (!firstX || !firstY) {
    return null;
  }
  let x = firstX;
  let y = firstY;
  const places = () => spec.places(x, y).filter((p) => p.x.mean !== null && p.y.mean !== null);
  const unitOf = (a: Axis, which: "x" | "y") => spec.unit?.(a) ?? commonUnit(a.unit, places().map((p) => p[which].mean), a.value);
  const text = (p: Place, which: "x" | "y") => withInterval(p[which], unitOf(which === "x" ? x : y, which));
  const good = (a: Axis) => (a.better ? `${a.text}: ${a.better} is better` : `${a.text}: neither is better in itself`);
  const options = spec.axes.map((a) => ({ value: a.value, text: a.text }));
  const pick = (value: string) => spec.axes.find((a) => a.value === value) ?? firstX;
  return figure({
    title: spec.title,
    lead: () => `${spec.lead} Crosses are ${Math.round(100 * spec.level)} % intervals. ${good(x)}; ${good(y)}.`,
    label: () => places().slice(0, 12).map((p) => `${p.name}: ${x.text} ${text(p, "x")}, ${y.text} ${text(p, "y")}`).join("; ") + ".",
    height: () => 380,
    choices: [
      { choice: { label: "Across", value: x.value, options }, set: (v) => (x = pick(v)) },
      { choice: { label: "up", value: y.value, options }, set: (v) => (y = pick(v)) },
    ],
    option: (t) => {
      const [ux, uy] = [unitOf(x, "x"), unitOf(y, "y")];
      const found = places();
      const colour = (p: Place) => (p.rank === "best" ? t.green : p.rank === "open" ? t.orange : p.rank === "rest" ? t.grey : t.blue);
      const at = (p: Place) => [(p.x.mean ?? 0) * ux.factor, (p.y.mean ?? 0) * uy.factor];
      const sides = (a: Axis, low: string, high: string) => (a.better === "lower" ? low : a.better === "higher" ? high : "");
      const corner = [sides(y, "down", "up"), sides(x, "left", "right")].filter(Boolean).join(" and ");
      const axis = (a: Axis, suffix: string, which: "x" | "y") => ({
        type: "value" as const,
        scale: true,
        name: `${spec.of ? spec.of + a.text.charAt(0).toLowerCase() + a.text.slice(1) : a.text} (${suffix.trim() || "1"})${which === "x" && corner ? ` · better: ${corner}` : ""}`,
        ...axisStyle(t),
        axisLine: { onZero: false, lineStyle: { color: t.line } },
        axisLabel: { color: t.faint, formatter: tick },
      });
      return {
        grid: { left: 70, right: 110, top: 34, bottom: 46 },
        xAxis: { ...axis(x, ux.suffix, "x"), nameLocation: "middle", nameGap: 28 },
        yAxis: { ...axis(y, uy.suffix, "y"), nameTextStyle: { align: "left", color: t.faint, padding: [0, 0, 4, -56] } },
        tooltip: {
          confine: true,
          formatter: (q: unknown) => {
            const p = found[(q as { dataIndex: number }).dataIndex];
            return p ? tip([p.name, ...(p.details ?? []), `${x.text}: ${text(p, "x")}`, `${y.text}: ${text(p, "y")}`]) : "";
          },
        },
        series: [
          whiskers("x", "x", found.map((p) => ({ at: at(p)[1] ?? 0, low: ends(p.x)[0] * ux.factor, high: ends(p.x)[1] * ux.factor })), (i) => colour(found[i] as Place), { cap: 3, width: 1.5 }),
          whiskers("y", "y", found.map((p) => ({ at: at(p)[0] ?? 0, low: ends(p.y)[0] * uy.factor, high: ends(p.y)[1] * uy.factor })), (i) => colour(found[i] as Place), { cap: 3, width: 1.5 }),
          {
            type: "scatter",
            z: 6,
            data: found.map((p) => ({
              value: at(p),
              symbol: p.rank === "best" ? "diamond" : p.rank === "open" ? "triangle" : "circle",
              symbolSize: p.rank === "best" ? 13 : 9,
              itemStyle: { color: colour(p), borderColor: t.surface, borderWidth: 1 },
              label: {
                show: spec.labels === "all" || p.rank === "best",
                formatter: () => p.name,
                position: [14, -14] as [number, number],
                color: t.text,
              },
            })),
            labelLayout: { hideOverlap: true },
          },
        ],
      };
    },
    table: () => ({
      caption: `${x.text} and ${y.text}`,
      head: [spec.labels === "all" ? "scenario" : "point", x.text, y.text],
      rows: places().map((p) => [[p.name, ...(p.details ?? [])].join(" · "), text(p, "x"), text(p, "y")]),
    }),
  });
}
