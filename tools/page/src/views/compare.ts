import { baseOf, differenceChart, differenceTables, verdictOf } from "../charts/differences";
import { tradeOff, type Axis } from "../charts/tradeoff";
import { waterfall, type Part } from "../charts/waterfall";
import { labelOf, scopeName, type CompareData } from "../data";
import { drawer, el, table } from "../dom";
import { part } from "../frame";
import { differenceText, estimateText, shownUnit } from "../format";

function axes(data: CompareData): Axis[] {
  const preferred = ["cost_per_case", ...data.selection.map((s) => s.measure), "satisfaction_rating", "service_level", "first_contact_resolution", "time_to_resolve"];
  const known = Object.entries(data.measures_known).filter(([m, k]) => k.element !== "detail" && !preferred.includes(m));
  return [...new Set([...preferred, ...known.map(([m]) => m)])].flatMap((measure) => {
    const base = baseOf(data, measure);
    const moves = data.differences.some((d) => d.measure === measure && d.scope === "all" && d.mean);
    return base && base.mean !== null && moves
      ? [{ value: measure, text: labelOf(data, measure), unit: base.unit, better: data.measures_known[measure]?.better ?? null }]
      : [];
  });
}

function causes(data: CompareData): HTMLElement | null {
  const others = data.scenarios.slice(1).map((s) => s.alternative);
  const base = baseOf(data, "cost_per_case");
  let other = others[0] ?? "";
  if (!base || base.mean === null) {
    return null;
  }
  const find = (measure: string) => data.differences.find((d) => d.alternative === other && d.measure === measure && d.scope === "all");
  const parts = (): Part[] => {
    const end = data.estimates.find((e) => e.alternative === other && e.measure === "cost_per_case" && e.scope === "all");
    const steps = data.causes.flatMap(({ measure, label }) => {
      const d = find(measure);
      return d && d.mean ? [{ label, mean: d.mean, half_width: d.half_width }] : [];
    });
    const sum = find("cost_per_case");
    return [...steps, { label: "Sum of the changes", mean: sum?.mean ?? null, half_width: sum?.half_width ?? null, whole: true }].filter((p) => p.mean !== null || end === undefined);
  };
  return waterfall({
    title: "Why the cost per case changes",
    lead: `Change of each part of the cost per case against ${data.scenarios[0]?.alternative ?? "the base"}, in ${base.unit.replace("/", " per ")}, with the intervals of the paired differences. Green saves, orange costs.`,
    unit: base.unit,
    more: "bad",
    parts,
    choices: [{ choice: { label: "Of", value: other, options: others.map((o) => ({ value: o, text: o })) }, set: (v) => (other = v) }],
    caption: () => `Cost per case, ${other} less the base`,
  });
}

function scopes(data: CompareData): HTMLElement {
  const base = data.scenarios[0]?.alternative ?? "";
  const others = data.scenarios.slice(1).map((s) => s.alternative);
  const all = [...new Set(data.differences.map((d) => d.scope))];
  return el(
    "div",
    {},
    ...all.map((scope) =>
      drawer(scope === "all" ? "Whole desk" : `${scope.startsWith("tier.") ? "Tier" : "Case class"}: ${scopeName(scope)}`, () =>
        table({
          caption: `Every measure, ${scope === "all" ? "whole desk" : scope.replace(".", " ")}`,
          head: ["measure", `${base} (base)`, ...others],
          rows: [...new Set(data.differences.filter((d) => d.scope === scope && d.mean !== null).map((d) => d.measure))].map((measure) => {
            const from = baseOf(data, measure, scope);
            return [
              labelOf(data, measure),
              from ? estimateText(from) : "–",
              ...others.map((o) => {
                const d = data.differences.find((x) => x.alternative === o && x.measure === measure && x.scope === scope);
                return d ? `${differenceText(d, from?.mean ?? 0)} (${verdictOf(d)})` : "–";
              }),
            ];
          }),
        }),
      ),
    ),
  );
}

export function compareView(data: CompareData): (HTMLElement | null)[] {
  return [
    part(
      "scenarios",
      "What is compared",
      table({
        caption: "Scenarios",
        head: ["name", "title", "file", "replications"],
        words: [1, 2],
        rows: data.scenarios.map((s, i) => [s.alternative + (i === 0 ? " (base)" : ""), s.title, s.file, String(s.replications)]),
      }),
    ),
    part("differences", "What changes", differenceChart(data), ...differenceTables(data)),
    part(
      "trade-off",
      "Trade-off",
      tradeOff({
        title: "Two measures against each other",
        lead: `Change of two measures of the whole desk against ${data.scenarios[0]?.alternative ?? "the base"}, which is at zero; joint intervals of the paired differences.`,
        axes: axes(data),
        labels: "all",
        level: data.run.level,
        of: "Change of ",
        unit: (a) => {
          const unit = shownUnit(a.unit, baseOf(data, a.value)?.mean ?? 0, a.value);
          return a.unit === "1" ? { ...unit, suffix: " pts" } : unit;
        },
        places: (x, y) =>
          data.scenarios.flatMap((s) => {
            const zero = { mean: 0, half_width: 0 };
            const of = (measure: string) =>
              s === data.scenarios[0]
                ? zero
                : data.differences.find((d) => d.alternative === s.alternative && d.measure === measure && d.scope === "all");
            const [ex, ey] = [of(x.value), of(y.value)];
            return ex && ey ? [{ name: s.alternative, x: ex, y: ey }] : [];
          }),
      }),
    ),
    part("cost", "Cost", causes(data)),
    part("everything", "Every measure", scopes(data)),
  ];
}
