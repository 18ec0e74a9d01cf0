// The scorecard: the four elements of support excellence, each estimate beside its benchmark.

import { strip, type Mark } from "./charts/strip";
import { benchmarksOf, labelOf, nameOf, scopeName, type Benchmark, type Estimate, type Known, type RunData, type Target } from "./data";
import { drawer, el, table } from "./dom";
import { estimateText, figureText, shareText, shownUnit, digits } from "./format";

const kElements: [Known["element"], string, string][] = [
  ["profit", "Profit", "what support costs and earns"],
  ["reputation", "Reputation", "what customers think of it"],
  ["efficiency", "Efficiency", "how much is solved with how little"],
  ["effectiveness", "Effectiveness", "how well customers are served"],
];

function isUnused(known: Known, e: Estimate): boolean {
  return known.where_used && (e.mean === null || (e.mean === 0 && e.half_width === 0));
}

function stripOf(e: Estimate): Node {
  if (e.mean === null || e.lower === null || e.upper === null) {
    return document.createTextNode("");
  }
  const marks: Mark[] = benchmarksOf(e).flatMap((b) => (b.value === null ? [] : [{ value: b.value, kind: "figure" as const }]));
  if (e.target && e.target.value !== null) {
    marks.push({ value: e.target.value, kind: "target" });
  }
  return marks.length ? strip(e.mean, e.lower, e.upper, marks, "plain") : document.createTextNode("");
}

/** "better by 8.3 pts", with the digits that interval and figure support. */
export function positionText(e: Estimate, b: Benchmark): string {
  if (b.value === null || e.mean === null || e.half_width === null) {
    return "not known";
  }
  if (b.position === "inside") {
    return "in line";
  }
  const unit = shownUnit(e.unit, e.mean, e.measure);
  const half = e.half_width * unit.factor;
  const text = digits(Math.abs(e.mean - b.value) * unit.factor, e.unit === "1" ? Math.max(half, 0.4) : half).mean;
  const word = b.better ? ((b.better === "higher") === (b.position === "above") ? "better" : "worse") : b.position;
  return `${word} by ${text}${e.unit === "1" ? " pts" : unit.suffix}`;
}

function sourceOf(b: Benchmark): string {
  return `${b.set}, ${b.segment}${b.year ? ` (${b.year})` : ""}`;
}

/** Where the published figures come from, and what makes them doubtful. */
function sourcesList(data: RunData, sources: string[]): HTMLElement | null {
  if (!sources.length) {
    return null;
  }
  const all = data.estimates.filter((e) => e.scope === "all");
  const items = sources.map((name, i) => {
    const rows = all.flatMap((e) => benchmarksOf(e).filter((b) => sourceOf(b) === name).map((b) => ({ e, b })));
    const mark = rows.find((r) => r.b.mark)?.b.mark;
    const source = rows.find((r) => r.b.source)?.b.source;
    const differs = rows.flatMap((r) => (r.b.differs ? [`${labelOf(data, r.e.measure)}: ${r.b.differs}`] : []));
    return el("li", {}, [`${sources.length > 1 ? `${letter(i)}: ` : ""}${name}`, source ?? "", mark ?? "", ...differs].filter(Boolean).join(". "));
  });
  return el("ul", { class: "notes lead" }, ...items);
}

function letter(i: number): string {
  return String.fromCharCode(97 + i);
}

export function scorecard(data: RunData): HTMLElement {
  const rowsOf = (element: Known["element"]) =>
    Object.entries(data.measures_known).flatMap(([measure, known]) => {
      const e = data.estimates.find((x) => x.measure === measure && x.scope === "all");
      return known.element === element && e && !isUnused(known, e) ? [e] : [];
    });
  const sources = [...new Set(data.estimates.flatMap(benchmarksOf).map(sourceOf))];
  const lines = (texts: string[]) => el("span", {}, ...texts.map((text) => el("span", { class: "line" }, text)));
  const compared = data.estimates.some((e) => e.scope === "all" && (e.benchmark || e.target));
  const width = compared ? 6 : 3;
  const better = (e: Estimate) => data.measures_known[e.measure]?.better;
  const cards = kElements.map(([element, title, what]) => {
    const rows = rowsOf(element);
    return el(
      "section",
      { class: "element" },
      el("h3", {}, title, el("small", {}, ` ${what}`)),
      rows.length
        ? table({
            caption: `${title}: estimates for the whole desk`,
            head: ["measure", "estimate", "good is", "benchmark", "estimate is", "interval and marks"].slice(0, width),
            words: [2, 4, 5],
            widths: compared ? ["24%", "20%", "9%", "12%", "18%", "17%"] : ["36%", "30%", "34%"],
            rows: rows.map((e) => [
              el("span", { title: data.measures_known[e.measure]?.definition ?? "" }, labelOf(data, e.measure)),
              estimateText(e),
              better(e) === "lower" ? "low ↓" : better(e) === "higher" ? "high ↑" : "–",
              lines(benchmarksOf(e).map((b) => figureText(b.value, e.unit) + (sources.length > 1 ? ` ${letter(sources.indexOf(sourceOf(b)))}` : ""))),
              lines(benchmarksOf(e).map((b) => positionText(e, b))),
              stripOf(e),
            ].slice(0, width)),
          })
        : el("p", {}, "Nothing of it is simulated in this scenario."),
    );
  });
  return el(
    "section",
    { id: "scorecard", "aria-labelledby": "scorecard-title" },
    el("h2", { id: "scorecard-title" }, "Scorecard"),
    el(
      "p",
      { class: "lead" },
      data.replications < 2 ? "One replication has no interval: “± ?” stands for it." : `Each estimate with half its ${Math.round(100 * data.run.level)} % interval.`,
      ...(compared
        ? [
            " In the small charts the dot and its whisker are the estimate, ",
            el("span", { class: "key figure-key" }, "◇"),
            " the published figure, ",
            el("span", { class: "key target-key" }, "|"),
            " the target of the scenario. A published figure is the mean of other companies, not a mark to pass: above is not always better.",
          ]
        : [" The scenario names no benchmark to stand beside them."]),
      sources.length ? " Published figures:" : "",
    ),
    sourcesList(data, sources),
    ...cards,
  );
}

/** ">= 75% within 1 h" in words. */
function wanted(target: string): string {
  return target.replace(">=", "at least").replace("<=", "at most");
}

export function targets(data: RunData): HTMLElement | null {
  const rows = data.targets ?? [];
  if (!rows.length) {
    return null;
  }
  const badge = (t: Target) => {
    const sign = t.verdict === "met" ? "✓ " : t.verdict === "missed" ? "✗ " : "? ";
    return el("span", { class: `badge ${t.verdict}` }, sign + t.verdict);
  };
  const chart = (t: Target): Node =>
    t.mean === null || t.half_width === null || t.value === null
      ? document.createTextNode("")
      : strip(t.mean, t.mean - t.half_width, t.mean + t.half_width, [{ value: t.value, kind: "target" }], t.verdict);
  // Of a target in every hour, the hour whose estimate stands in its row.
  const byHour = rows.some((t) => t.interval);
  const decided = (t: Target) => (t.interval ? `${t.interval}${(t.intervals ?? 0) > 1 ? `, one of ${t.intervals}` : ""}` : "the whole time");
  return el(
    "section",
    { id: "targets", "aria-labelledby": "targets-title" },
    el("h2", { id: "targets-title" }, "Targets"),
    el(
      "p",
      { class: "lead" },
      `A target is met or missed where the whole interval is on one side of it. On a day: mean share of the measured days that hold it; ${data.batch_h ? "in a batch: share of the batches" : "over the run: share of the simulated runs"}; in brackets their intervals.` +
        (byHour ? " A target in every hour has the estimate of the hour that decides it: the one that misses it most or has the least to spare." : ""),
    ),
    table({
      caption: "Targets of the scenario and what becomes of them",
      close: byHour,
      head: ["target", "wanted", "estimate", ...(byHour ? ["decided in"] : []), "verdict", "interval and target", "on a day", data.batch_h ? "in a batch" : "over the run"],
      words: byHour ? [1, 3, 4, 5] : [1, 3, 4],
      rows: rows.map((t) => [
        nameOf(data, t.measure, t.scope),
        wanted(t.target),
        estimateText(t),
        ...(byHour ? [decided(t)] : []),
        badge(t),
        chart(t),
        shareText(t.on_a_day),
        shareText(t.over_the_horizon),
      ]),
    }),
  );
}

/** Every measure in every scope: one drawer per scope. */
export function everything(data: RunData): HTMLElement {
  const scopes = [...new Set(data.estimates.map((e) => e.scope))];
  return el(
    "section",
    { id: "everything", "aria-labelledby": "everything-title" },
    el("h2", { id: "everything-title" }, "Every measure"),
    ...scopes.map((s) =>
      drawer(s === "all" ? "Whole desk" : `${s.startsWith("tier.") ? "Tier" : "Case class"}: ${scopeName(s)}`, () =>
        table({
          caption: `All measures of ${scopeName(s)}`,
          head: ["measure", "estimate", "what it is"],
          words: [2],
          rows: data.estimates
            .filter((e) => e.scope === s && e.mean !== null)
            .map((e) => [labelOf(data, e.measure), estimateText(e), data.measures_known[e.measure]?.definition ?? ""]),
        }),
      ),
    ),
  );
}
