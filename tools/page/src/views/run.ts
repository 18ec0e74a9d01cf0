import { flowChart } from "../charts/flows";
import { heatMap } from "../charts/heat";
import { resolveChart } from "../charts/resolve";
import { timeChart } from "../charts/time";
import { waterfall } from "../charts/waterfall";
import { weekChart } from "../charts/week";
import type { RunData } from "../data";
import { part } from "../frame";
import { everything, scorecard, targets } from "../scorecard";

function costs(data: RunData): HTMLElement | null {
  const of = (measure: string) => data.estimates.find((e) => e.measure === measure && e.scope === "all");
  const total = of("cost_per_case");
  if (!total || total.mean === null) {
    return null;
  }
  const parts = data.causes.flatMap(({ measure, label }) => {
    const e = of(measure);
    return e && e.mean ? [{ label, mean: e.mean, half_width: e.half_width }] : [];
  });
  return waterfall({
    title: "What a case costs, by cause",
    lead: `Operating cost over cases closed, in ${total.unit.replace("/", " per ")}; whiskers are ${Math.round(100 * data.run.level)} % intervals of each part. Idle time, breaks and shrinkage are paid hours without a case: they shrink where staff follows demand.`,
    unit: total.unit,
    more: "bad",
    parts: () => [...parts, { label: "Cost per case", mean: total.mean, half_width: total.half_width, whole: true }],
    caption: () => "Cost per case by cause",
  });
}

function peopleOverTime(data: RunData): HTMLElement | null {
  return timeChart(data, data.people, {
    title: "People, month by month",
    measures: ["headcount", "vacancies", "leavers", "hires", "mean_tenure", "newcomer_share", "mean_ability", "mean_pace", "training_hours"],
    why: "Places filled and empty, who leaves and comes, and what the people who are there can do.",
  });
}

export function runView(data: RunData): (HTMLElement | null)[] {
  return [
    targets(data),
    scorecard(data),
    part("staff", "Staff and demand", weekChart(data), heatMap(data)),
    part(
      "time",
      "Over the weeks",
      timeChart(data, data.over_time, {
        title: data.over_time.by === "day" ? "Day by day" : "Week by week",
        measures: ["service_level", "offered", "occupancy", "wait", "abandonment_rate", "backlog_at_end", "first_contact_resolution", "staffed"],
        why: "A desk that keeps up is level; a line that falls or grows from end to end shows a desk that does not.",
      }),
      data.people.tables.some((t) => t.measure === "headcount") ? peopleOverTime(data) : null,
    ),
    part("flow", "Escalation", flowChart(data)),
    part("cost", "Cost", costs(data)),
    part("resolve", "How soon", resolveChart(data)),
    everything(data),
  ];
}
