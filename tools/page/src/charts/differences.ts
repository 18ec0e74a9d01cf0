// Paired differences: what changes against the base, measure by measure.

import { axisStyle, figure, legendStyle, tip } from "../figure";
import { labelOf, type CompareData, type Difference, type Known } from "../data";
import { el, table } from "../dom";
import { differenceText, estimateText, probability } from "../format";
import { ends, whiskers } from "./interval";
import { scaleOf, strip } from "./strip";

const kElements: [Known["element"], string][] = [
  ["profit", "Profit"],
  ["reputation", "Reputation"],
  ["efficiency", "Efficiency"],
  ["effectiveness", "Effectiveness"],
];

export type Verdict = "better" | "worse" | "higher" | "lower" | "equal" | "unclear";

export function verdictOf(d: Difference): Verdict {
  if (d.mean === null || d.half_width === null) {
    return "unclear";
  }
  const [low, high] = ends(d);
  if (low === 0 && high === 0) {
    return "equal";
  }
  if (low <= 0 && high >= 0) {
    return "unclear";
  }
  if (!d.better) {
    return d.mean > 0 ? "higher" : "lower";
  }
  return (d.better === "lower") === d.mean < 0 ? "better" : "worse";
}

function headline(data: CompareData): { measure: string; element: Known["element"] }[] {
  return Object.entries(data.measures_known).flatMap(([measure, known]) => {
    const any = data.differences.some((d) => d.measure === measure && d.scope === "all" && d.mean !== null);
    return known.element !== "detail" && any ? [{ measure, element: known.element }] : [];
  });
}

export function baseOf(data: CompareData, measure: string, scope = "all") {
  const base = data.scenarios[0]?.alternative;
  return data.estimates.find((e) => e.alternative === base && e.measure === measure && e.scope === scope);
}

function find(data: CompareData, alternative: string, measure: string): Difference | undefined {
  return data.differences.find((d) => d.alternative === alternative && d.measure === measure && d.scope === "all");
}

/** The table of all headline measures, each with its small chart on the row's own scale. */
export function differenceTables(data: CompareData): HTMLElement[] {
  const others = data.scenarios.slice(1).map((s) => s.alternative);
  return kElements.flatMap(([element, title]) => {
    const rows = headline(data)
      .filter((h) => h.element === element)
      .flatMap(({ measure }) => {
        const base = baseOf(data, measure);
        const found = others.map((o) => find(data, o, measure));
        if (!base || found.every((d) => !d || d.mean === null || verdictOf(d) === "equal")) {
          return [];
        }
        const scale = scaleOf([0, ...found.flatMap((d) => (d && d.mean !== null ? ends(d) : []))]);
        const better = data.measures_known[measure]?.better;
        return [
          [
            el("span", { title: data.measures_known[measure]?.definition ?? "" }, labelOf(data, measure)),
            better === "lower" ? "low ↓" : better === "higher" ? "high ↑" : "–",
            estimateText(base),
            ...found.map((d): string | Node => {
              if (!d || d.mean === null) {
                return "–";
              }
              const verdict = verdictOf(d);
              const best = verdict === "equal" || d.probability_best === null ? "" : `best: ${probability(d.probability_best)}`;
              const [low, high] = ends(d);
              return el(
                "div",
                { class: "difference" },
                el("span", {}, differenceText(d, base.mean ?? 0)),
                " ",
                el("span", { class: `badge ${verdict}` }, verdict),
                best ? el("small", {}, best) : null,
                strip(d.mean, low, high, [{ value: 0, kind: "zero" }], verdict, scale),
              );
            }),
          ],
        ];
      });
    return rows.length
      ? [
          el(
            "section",
            { class: "element" },
            el("h3", {}, title),
            table({
              caption: `${title}: differences from ${data.scenarios[0]?.alternative ?? "the base"}`,
              head: ["measure", "good is", `${data.scenarios[0]?.alternative ?? ""} (base)`, ...others],
              words: [1, ...others.map((_, i) => 3 + i)],
              ...(others.length < 3 ? { widths: ["18%", "6%", "20%", ...others.map(() => `${56 / others.length}%`)] } : {}),
              rows,
            }),
          ),
        ]
      : [];
  });
}

/** All measures on one scale: the change in per cent of the base. */
export function differenceChart(data: CompareData): HTMLElement | null {
  const others = data.scenarios.slice(1).map((s) => s.alternative);
  const measures = headline(data)
    .map((h) => h.measure)
    .filter((m) => {
      const base = baseOf(data, m)?.mean ?? 0;
      return base !== 0 && others.some((o) => {
        const d = find(data, o, m);
        return d && d.mean !== null && d.mean !== 0;
      });
    });
  if (!measures.length) {
    return null;
  }
  const relative = (alternative: string, measure: string) => {
    const d = find(data, alternative, measure);
    const base = baseOf(data, measure)?.mean ?? null;
    if (!d || d.mean === null || !base) {
      return null;
    }
    const [low, high] = ends(d).map((v) => (100 * v) / Math.abs(base));
    return { d, mean: (100 * d.mean) / Math.abs(base), low: low ?? 0, high: high ?? 0 };
  };
  const arrow = (m: string) => {
    const better = data.measures_known[m]?.better;
    return `${labelOf(data, m)}${better === "lower" ? " ↓" : better === "higher" ? " ↑" : ""}`;
  };
  const symbols = ["circle", "rect", "diamond", "roundRect", "pin"];
  return figure({
    title: `Change against ${data.scenarios[0]?.alternative ?? "the base"}`,
    lead: () =>
      `Each measure in per cent of the base's value, with the joint ${Math.round(100 * data.run.level)} % interval of the paired difference: the same customers in every scenario. ` +
      `↓ low is good, ↑ high is good. Green is better, red worse, grey not told apart or neither. A triangle at the edge stands for a change that is larger than the chart.`,
    label: () =>
      others
        .map((o) => `${o}: ${measures.map((m) => {
          const d = find(data, o, m);
          return d ? `${labelOf(data, m)} ${differenceText(d, baseOf(data, m)?.mean ?? 0)} (${verdictOf(d)})` : "";
        }).join("; ")}`)
        .join(". ") + ".",
    height: () => 70 + measures.length * Math.max(22, 13 * others.length + 6),
    option: (t, width) => {
      const colourOf = (v: Verdict) => (v === "better" ? t.green : v === "worse" ? t.red : t.grey);
      // Few large changes must not hide the others: they end in an arrow with their value.
      const most = Math.max(1, ...measures.flatMap((m) => others.flatMap((o) => [relative(o, m)?.low ?? 0, relative(o, m)?.high ?? 0].map(Math.abs))));
      const limit = Math.min(1.2 * most, 105);
      const inside = (v: number) => Math.max(-limit, Math.min(limit, v));
      const offset = (n: number) => (n - (others.length - 1) / 2) * 13;
      return {
        legend: { ...legendStyle(t), data: others.map((o, n) => ({ name: o, icon: symbols[n % symbols.length] })), itemStyle: { color: t.text } },
        grid: { left: Math.min(190, 0.4 * width), right: 24, top: 34, bottom: 40 },
        xAxis: { type: "value", name: "% of the base's value", nameLocation: "middle", nameGap: 24, min: -limit, max: limit, ...axisStyle(t), axisLabel: { color: t.faint, showMinLabel: false, showMaxLabel: false, formatter: (v: number) => (v > 0 ? `+${v}` : `${v}`) } },
        yAxis: { type: "category", data: measures.map(arrow), inverse: true, ...axisStyle(t), axisLabel: { color: t.text, width: Math.min(180, 0.4 * width - 10), overflow: "truncate" as const }, splitLine: { show: true, lineStyle: { color: t.line, opacity: 0.4 } } },
        tooltip: {
          confine: true,
          formatter: (p: unknown) => {
            const { seriesName, value } = p as { seriesName: string; value: [number, number] };
            const m = measures[value[1]] ?? "";
            const d = find(data, seriesName, m);
            return d ? tip([`${labelOf(data, m)}: ${seriesName}`, `${differenceText(d, baseOf(data, m)?.mean ?? 0)}: ${verdictOf(d)}`]) : "";
          },
        },
        series: others.flatMap((o, n) => {
          const points = measures.flatMap((m, i) => {
            const r = relative(o, m);
            return r ? [{ ...r, i }] : [];
          });
          const colour = (k: number) => colourOf(verdictOf((points[k] as (typeof points)[number]).d));
          return [
            whiskers(`${o} interval`, "x", points.map((p) => ({ at: p.i, low: inside(p.low), high: inside(p.high) })), colour, { offset: offset(n), cap: 3 }),
            {
              type: "scatter" as const,
              name: o,
              symbol: symbols[n % symbols.length],
              symbolSize: 8,
              symbolOffset: [0, offset(n)],
              z: 6,
              itemStyle: { color: (p: { dataIndex: number }) => colour(p.dataIndex) },
              data: points.map((p) => ({
                value: [inside(p.mean), p.i],
                ...(Math.abs(p.mean) > limit
                  ? {
                      symbol: "triangle",
                      symbolRotate: p.mean > 0 ? -90 : 90,
                      label: { show: true, position: p.mean > 0 ? ("left" as const) : ("right" as const), color: t.text, formatter: () => `${p.mean > 0 ? "+" : ""}${p.mean.toFixed(0)} %` },
                    }
                  : {}),
              })),
              ...(n === 0 ? { markLine: { silent: true, symbol: "none", animation: false, data: [{ xAxis: 0 }], lineStyle: { color: t.text, type: "solid" as const }, label: { show: false } } } : {}),
            },
          ];
        }) as never,
      };
    },
    table: () => ({
      caption: "Differences from the base",
      head: ["measure", "base", ...others],
      rows: measures.map((m) => {
        const base = baseOf(data, m);
        return [
          labelOf(data, m),
          base ? estimateText(base) : "–",
          ...others.map((o) => {
            const d = find(data, o, m);
            return d ? `${differenceText(d, base?.mean ?? 0)} (${verdictOf(d)})` : "–";
          }),
        ];
      }),
    }),
  });
}
