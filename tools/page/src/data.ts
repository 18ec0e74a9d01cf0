// What page_json() of engine/report writes. Numbers without a value are null.

export type Num = number | null;
export type Tone = "plain" | "strong" | "good" | "notable";

export interface Interval {
  mean: Num;
  half_width: Num;
}

export interface Estimate extends Interval {
  measure: string;
  scope: string;
  unit: string;
  lower: Num;
  upper: Num;
  level: number;
  replications: number;
  benchmark?: Benchmark; // of the first set that has a figure
  benchmarks?: Benchmark[]; // of all, where there are several
  target?: { text: string; sense: string; value: Num; verdict: string };
}

export interface Benchmark {
  set: string;
  segment: string;
  value: Num;
  basis: string;
  position: "below" | "inside" | "above";
  better?: "lower" | "higher";
  source?: string;
  year?: string;
  mark?: string; // why to trust it less
  differs?: string; // how its definition is another
}

export interface Share {
  mean: Num;
  lower: Num;
  upper: Num;
}

export interface Target extends Interval {
  target: string;
  measure: string;
  scope: string;
  unit: string;
  sense: string;
  value: Num;
  intervals?: number; // that are to meet it
  interval?: string | null; // of those, the one that decides; none where it speaks of the whole time
  verdict: "met" | "missed" | "undecided";
  over_the_horizon: Share;
  on_a_day: Share;
}

export interface Known {
  label: string;
  element: "profit" | "reputation" | "efficiency" | "effectiveness" | "detail";
  where_used: boolean;
  better: "lower" | "higher" | null;
  definition: string;
}

export interface Sentence {
  topic: string;
  text: string;
  tone: Tone;
}

/** mean[row * scopes.length + scope], likewise half_width. */
export interface Table {
  measure: string;
  unit: string;
  scopes: string[];
  mean: Num[];
  half_width: Num[];
}

export interface Week {
  step_h: number; // length of a slot; 24 where the run keeps days
  slots: string[]; // "Mon 08:30"; "Mon" of days
  tables: Table[];
}

export interface Periods {
  by: string;
  clocks: string[]; // "Mon 2026-01-05 00:00"
  parts: ("whole" | "partial")[];
  in_warm_up: number; // periods left out
  cut: number; // likewise, for an end of the run cuts them
  tables: Table[];
}

export interface Levels {
  names: string[];
  scopes: string[];
  clocks: string[];
  mean: Num[];
  half_width: Num[];
}

export interface Flow extends Interval {
  kind: "enters" | "handed_over" | "sent_back" | "moved" | "asked" | "called_again" | "contacted_again" | "reopened" | "resolved" | "unresolved" | "left" | "turned_away" | "open";
  from: string;
  to: string;
  counted: boolean;
}

export interface ScenarioFacts {
  title: string;
  file: string;
  digest: string;
  start: string;
  warm_up_h: Num;
  horizon_h: Num;
  overrides: string[];
}

export interface Common {
  program_version: string;
  scenario: ScenarioFacts;
  seed: number;
  replications: number;
  batch_h?: number; // of one long run, in the place of replications
  digest: string;
  run: {
    commit: string;
    created: string;
    currency: string;
    level: number;
    precision_reached: boolean;
    interrupted: boolean;
    scenario_text: string;
  };
  measures_known: Record<string, Known>;
  causes: { measure: string; label: string }[];
  answer: Sentence[];
  notes: { text: string; tone: Tone }[];
}

export interface RunData extends Common {
  kind: "run";
  estimates: Estimate[];
  targets?: Target[];
  week: Week;
  hours: Week;
  days: Periods; // where the run keeps no hours
  over_time: Periods;
  people: Periods & { levels: Levels };
  time_to_resolve: { hours: number[]; scopes: string[]; mean: Num[]; half_width: Num[] };
  flows: Flow[];
}

export interface Compared extends ScenarioFacts {
  alternative: string;
  replications: number;
}

export interface ComparedEstimate extends Estimate {
  alternative: string;
  probability_best: Num;
}

export interface Difference extends Estimate {
  base: string;
  alternative: string;
  better: "lower" | "higher" | null;
  probability_best: Num;
}

export interface CompareData extends Common {
  kind: "compare";
  scenarios: Compared[];
  estimates: ComparedEstimate[];
  differences: Difference[];
  selection: { measure: string }[];
}

export interface SweepPoint {
  point: number;
  values: Record<string, number | string | null>;
  standing: "pareto" | "undecided" | "dominated";
  dominated_by: number | null;
  replications: number;
}

export interface SweepEstimate extends Estimate {
  point: number;
}

export interface SweepData extends Common {
  kind: "sweep";
  design: string;
  base: number;
  axes: { path: string; vary: string; unit: string }[];
  measures: { measure: string; scope: string; better: "lower" | "higher" | null; in_pareto: boolean }[];
  points: SweepPoint[];
  estimates: SweepEstimate[];
}

export interface RoiMonth {
  date: string;
  part: string; // "whole", or "4 days" of the month
  flow: Interval;
  cumulative: Interval;
  lines: Record<string, Num>;
  not_cash: Num;
}

export interface RoiData extends Common {
  kind: "roi";
  scenarios: Compared[];
  terms: { discount_rate: number; freed_time: number; lost_case_cost: number };
  estimates: Estimate[];
  lines: Estimate[];
  months: RoiMonth[];
  sensitivity: (Estimate & { size: number })[];
  line_labels: Record<string, string>;
  payback_dates: Record<string, [string, string, string]>;
}

export type ReportData = RunData | CompareData | SweepData | RoiData;

export function benchmarksOf(e: Estimate): Benchmark[] {
  return e.benchmarks ?? (e.benchmark ? [e.benchmark] : []);
}

/** "tier.tier1" as people say it: "tier1"; the whole desk has a name of its own. */
export function scopeName(scope: string): string {
  const dot = scope.indexOf(".");
  return dot < 0 ? "whole desk" : scope.slice(dot + 1);
}

export function labelOf(data: Common, measure: string): string {
  const known = data.measures_known[measure]?.label;
  if (known) {
    return known;
  }
  const words = measure.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function nameOf(data: Common, measure: string, scope: string): string {
  return scope === "all" ? labelOf(data, measure) : `${labelOf(data, measure)}, ${scopeName(scope)}`;
}

/** One column of a table over time. */
export function columnOf(table: Table, scope: string): { mean: Num[]; half_width: Num[] } | null {
  const at = table.scopes.indexOf(scope);
  if (at < 0) {
    return null;
  }
  const pick = (values: Num[]) => values.filter((_, i) => i % table.scopes.length === at);
  return { mean: pick(table.mean), half_width: pick(table.half_width) };
}
