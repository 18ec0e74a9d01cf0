// Week after week: does the desk keep up?

import { axisStyle, figure, tip } from "../figure";
import { columnOf, labelOf, scopeName, type Common, type Periods } from "../data";
import { commonUnit, tick, withInterval } from "../format";
import { band } from "./interval";

/** "2026-01-19" as "19 Jan". */
function short(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
}

export interface TimeSpec {
  title: string;
  measures: string[]; // in the order of the choice
  why: string;
}

/** "The 2 weeks of the warm-up and 1 week that an end of the run cuts are left out." */
function leftOut(periods: Periods): string {
  const count = (n: number) => `${n} ${periods.by}${n === 1 ? "" : "s"}`;
  const parts = [
    ...(periods.in_warm_up ? [`${count(periods.in_warm_up)} of the warm-up`] : []),
    ...(periods.cut ? [`${count(periods.cut)} cut by an end of the run`] : []),
  ];
  return parts.length ? ` Not drawn: ${parts.join(" and ")}.` : "";
}

export function timeChart(data: Common, periods: Periods, spec: TimeSpec): HTMLElement | null {
  const known = (measure: string, scope: string) => {
    const table = periods.tables.find((t) => t.measure === measure);
    const column = table && columnOf(table, scope);
    return column?.mean.some((v) => v !== null && v !== 0) ? { unit: table?.unit ?? "", ...column } : null;
  };
  const scopes = [...new Set(periods.tables.flatMap((t) => t.scopes))];
  const available = (measure: string) => scopes.filter((s) => known(measure, s));
  const measures = spec.measures.filter((m) => available(m).length > 0);
  const first = measures[0];
  if (!first || periods.clocks.length < 2) {
    return null;
  }
  let measure = first;
  let scope = available(measure)[0] ?? "all";
  const days = periods.clocks.map((c) => c.slice(4, 14));
  const isCut = (i: number) => periods.parts[i] === "partial";
  const cut = days.flatMap((d, i) => (isCut(i) ? [d] : []));
  const marked = (i: number) => (isCut(i) ? " (cut short)" : "");
  const column = () => known(measure, scope) ?? { unit: "", mean: [], half_width: [] };
  const unit = () => commonUnit(column().unit, column().mean, measure);
  const text = (i: number) => withInterval({ mean: column().mean[i] ?? null, half_width: column().half_width[i] ?? null }, unit());
  const name = () => `${labelOf(data, measure)}, ${scopeName(scope)}`;
  const setScope = (value: string) => {
    scope = available(measure).includes(value) ? value : (available(measure)[0] ?? "all");
  };
  return figure({
    title: spec.title,
    lead: () => `${name()}, by ${periods.by}, ${data.batch_h ? "of the one run, without an interval" : `with the band of its ${Math.round(100 * data.run.level)} % interval`}, in${unit().suffix}. ${spec.why}` +
      (periods.by === "month" ? "" : leftOut(periods)) +
      (cut.length ? ` Hollow: an end of the run or its warm-up cuts the ${periods.by} from ${cut.join(" and ")}, so its counts are low.` : ""),
    label: () => `${name()} by ${periods.by}: ${text(0)} from ${days[0]}, ${text(days.length - 1)} from ${days[days.length - 1]}.`,
    height: () => 260,
    choices: [
      {
        choice: { label: "Show", value: measure, options: measures.map((m) => ({ value: m, text: labelOf(data, m) })) },
        set: (value) => {
          measure = value;
          setScope(scope);
        },
      },
      { choice: { label: "of", value: scope, options: scopes.map((s) => ({ value: s, text: scopeName(s) })) }, set: setScope },
    ],
    option: (t) => {
      const u = unit();
      const mean = column().mean.map((v) => (v === null ? null : v * u.factor));
      const half = column().half_width.map((v) => (v === null ? null : v * u.factor));
      return {
        grid: { left: 64, right: 16, top: 28, bottom: 28 },
        xAxis: { type: "category", data: days.map(short), boundaryGap: false, ...axisStyle(t) },
        yAxis: { type: "value", name: u.suffix.trim(), scale: true, ...axisStyle(t), axisLabel: { color: t.faint, formatter: tick } },
        tooltip: {
          trigger: "axis",
          confine: true,
          formatter: (p: unknown) => {
            const at = (p as { dataIndex: number }[])[0]?.dataIndex ?? 0;
            return tip([`${periods.by} from ${days[at]}${marked(at)}`, `${labelOf(data, measure)}: ${text(at)}`]);
          },
        },
        series: [
          band("interval", days.map((_, i) => i), mean, half, t.blue, { low: mean.every((m) => (m ?? 0) >= 0) ? 0 : undefined, high: column().unit === "1" ? 100 : undefined }),
          {
            type: "line",
            data: mean.map((value, i) => ({ value, symbol: isCut(i) ? "emptyCircle" : "circle", symbolSize: isCut(i) ? 9 : 5 })),
            itemStyle: { color: t.blue },
            lineStyle: { color: t.blue, width: 2 },
          },
        ],
      };
    },
    table: () => ({
      caption: name(),
      head: [`${periods.by} from`, labelOf(data, measure)],
      rows: days.map((d, i) => [d + marked(i), text(i)]),
    }),
  });
}
