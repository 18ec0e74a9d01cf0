import { axisName, surface } from "../charts/surface";
import { tradeOff } from "../charts/tradeoff";
import { nameOf, type SweepData, type SweepPoint } from "../data";
import { breakable, el, table } from "../dom";
import { part } from "../frame";
import { commonUnit, withInterval } from "../format";

const kStandings: Record<SweepPoint["standing"], string> = {
  pareto: "◆ in the Pareto set",
  undecided: "? undecided",
  dominated: "dominated",
};

function points(data: SweepData): HTMLElement {
  const shown = data.measures.filter((m) => data.estimates.some((e) => e.measure === m.measure && e.scope === m.scope && e.mean !== null));
  const estimatesOf = (m: SweepData["measures"][number]) => data.estimates.filter((e) => e.measure === m.measure && e.scope === m.scope);
  // Units stand in the heading, one for all cells of a column.
  const units = shown.map((m) => commonUnit(estimatesOf(m)[0]?.unit ?? "1", estimatesOf(m).map((e) => e.mean), m.measure));
  const headed = (name: string, unit: string) => breakable(unit ? `${name} (${unit})` : name);
  return table({
    caption: "Points, what is varied and what comes out",
    close: true,
    head: [
      "point",
      ...data.axes.map((a) => headed(axisName(a.path), a.unit)),
      ...shown.map((m, i) => headed(nameOf(data, m.measure, m.scope), units[i]?.suffix.trim() ?? "")),
      "standing",
      "replications",
    ],
    words: [data.axes.length + shown.length + 1],
    rows: data.points.map((p) => [
      `${p.point}${p.point === data.base ? " (base)" : ""}`,
      ...data.axes.map((a) => String(p.values[a.path])),
      ...shown.map((m, i) => {
        const e = estimatesOf(m).find((x) => x.point === p.point);
        return e ? withInterval(e, { factor: 1, ...units[i], suffix: "" }) : "–";
      }),
      kStandings[p.standing] + (p.dominated_by ? ` by ${p.dominated_by}` : ""),
      String(p.replications),
    ]),
  });
}

export function sweepView(data: SweepData): (HTMLElement | null)[] {
  const axes = data.measures.flatMap((m) => {
    const e = data.estimates.find((x) => x.measure === m.measure && x.scope === m.scope && x.mean !== null);
    return e ? [{ value: `${m.measure}@${m.scope}`, text: nameOf(data, m.measure, m.scope), unit: e.unit, better: m.better, directed: m.in_pareto }] : [];
  });
  axes.sort((a, b) => Number(b.directed) - Number(a.directed));
  return [
    part("surface", "Response", surface(data)),
    part(
      "pareto",
      "Pareto set",
      tradeOff({
        title: "What is worth a look",
        lead: "Every point by two measures. Green diamonds are the Pareto set: nothing else is at least as good in all measures and better in one. Orange triangles are undecided, grey points dominated.",
        axes,
        labels: "best",
        level: data.run.level,
        places: (x, y) =>
          data.points.flatMap((p) => {
            const of = (key: string) => data.estimates.find((e) => e.point === p.point && `${e.measure}@${e.scope}` === key);
            const [ex, ey] = [of(x.value), of(y.value)];
            const rank = p.standing === "pareto" ? "best" : p.standing === "undecided" ? "open" : "rest";
            return ex && ey
              ? [{ name: `Point ${p.point}`, x: ex, y: ey, rank: rank as "best" | "open" | "rest", details: data.axes.map((a) => `${axisName(a.path)} ${String(p.values[a.path])}${a.unit ? ` ${a.unit}` : ""}`) }]
              : [];
          }),
      }),
    ),
    part("points", "All points", el("p", { class: "lead" }, "Intervals of each estimate alone; standings by the paired differences."), points(data)),
  ];
}
