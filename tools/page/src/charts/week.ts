// A typical week, interval by interval: what comes in, who is there, who would be needed.

import { axisStyle, figure, legendStyle, tip } from "../figure";
import { columnOf, scopeName, type RunData, type Table } from "../data";
import { withInterval } from "../format";
import { band, steps } from "./interval";

const kDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Hours since Monday 00:00 of "Tue 08:30" or "Tue". */
function hourOf(slot: string): number {
  return kDays.indexOf(slot.slice(0, 3)) * 24 + Number(slot.slice(4, 6)) + Number(slot.slice(7, 9)) / 60;
}

export function weekChart(data: RunData): HTMLElement | null {
  const week = data.week;
  const tableOf = (measure: string): Table | undefined => week.tables.find((t) => t.measure === measure);
  const staffed = tableOf("staffed");
  const offered = tableOf("offered");
  const required = tableOf("required_staff");
  if (!staffed || !offered || week.slots.length < 2) {
    return null;
  }
  let scope = staffed.scopes[0] ?? "all";
  const x = week.slots.map(hourOf);
  const step = week.step_h;
  const of = (table: Table | undefined) => (table && columnOf(table, scope)) ?? { mean: x.map(() => null), half_width: x.map(() => null) };
  const text = (table: Table | undefined, i: number, suffix: string) =>
    withInterval({ mean: of(table).mean[i] ?? null, half_width: of(table).half_width[i] ?? null }, { factor: 1, suffix });
  const length = step === 1 ? "hour" : step === 24 ? "day" : `${Math.round(step * 60)} min`;
  const thing = () => (scope.startsWith("tier.") ? "visits" : "cases");
  const peak = () => of(offered).mean.reduce<number>((best, v, i) => ((v ?? -1) > (of(offered).mean[best] ?? -1) ? i : best), 0);
  return figure({
    title: "Demand and staff in a typical week",
    lead: () =>
      `Above: ${thing()} that come in per ${length}, ${scopeName(scope)}. Below: reps on the floor (line)${required ? " and reps that the load would need for the service level (dashes, an approximation)" : ""}. ` +
      `Means over the measured weeks; bands are at most as wide as the 95 % interval. ` +
      (required
        ? `Where the dashes lie above the line, the desk is short of people; where the line lies above, reps wait for work.`
        : `The run is long, so these are means of whole days, closed hours included: the staff that is needed by the hour shows in a shorter run.`),
    label: () =>
      `${scopeName(scope)}: the busiest time is ${week.slots[peak()]} with ${text(offered, peak(), ` ${thing()}`)} per ${length}, ${text(staffed, peak(), " reps")} on the floor${required ? ` and about ${text(required, peak(), " reps")} required` : ""}.`,
    height: () => 420,
    choices: [
      {
        choice: { label: "Of", value: scope, options: staffed.scopes.map((s) => ({ value: s, text: scopeName(s) })) },
        set: (value) => {
          scope = value;
        },
      },
    ],
    option: (t) => {
      const ticks = (v: number) => (v % 24 === 12 ? (kDays[Math.floor(v / 24)] ?? "") : "");
      const axis = (grid: number) => ({
        type: "value" as const,
        gridIndex: grid,
        min: 0,
        max: 168,
        interval: 12,
        ...axisStyle(t),
        axisLabel: { color: t.faint, formatter: ticks },
        splitLine: { show: true, lineStyle: { color: t.line, opacity: 0.6 } },
        axisTick: { show: false },
        axisPointer: { label: { show: false } },
      });
      const across = (table: Table | undefined) => steps(x, step, of(table).mean, of(table).half_width);
      const line = (name: string, table: Table | undefined, colour: string, index: number, kind: "solid" | "dashed") => ({
        type: "line" as const,
        name,
        xAxisIndex: index,
        yAxisIndex: index,
        showSymbol: false,
        symbol: "none",
        data: across(table).x.map((v, i) => [v, across(table).mean[i] ?? null]),
        lineStyle: { color: colour, width: kind === "solid" ? 2 : 1.5, type: kind },
        itemStyle: { color: colour },
        z: 3,
      });
      const stepBand = (table: Table, colour: string, index: number) => {
        const { x: at, mean, half_width } = across(table);
        return band("interval", at, mean, half_width, colour, { axis: index, low: 0 });
      };
      const names = required ? ["On the floor", "Required (about)"] : ["On the floor"];
      return {
        legend: { ...legendStyle(t), data: names.map((name) => ({ name, icon: "path://M0 4h22v2h-22z" })), top: 166, left: 110 },
        grid: [
          { left: 52, right: 12, top: 26, height: 110 },
          { left: 52, right: 12, top: 214, bottom: 28 },
        ],
        axisPointer: { link: [{ xAxisIndex: "all" }] },
        xAxis: [axis(0), axis(1)],
        yAxis: [
          { type: "value", gridIndex: 0, name: `${thing()} per ${length}`, min: 0, splitNumber: 3, ...axisStyle(t), nameTextStyle: { color: t.faint, align: "left", padding: [0, 0, 0, -40] } },
          { type: "value", gridIndex: 1, name: "reps", min: 0, splitNumber: 4, ...axisStyle(t) },
        ],
        tooltip: {
          trigger: "axis",
          confine: true,
          formatter: (p: unknown) => {
            const at = Math.floor(((p as { dataIndex: number }[])[0]?.dataIndex ?? 0) / 2);
            return tip([
              week.slots[at] ?? "",
              `Demand: ${text(offered, at, ` ${thing()}`)}`,
              `On the floor: ${text(staffed, at, " reps")}`,
              ...(required ? [`Required, about: ${text(required, at, " reps")}`] : []),
            ]);
          },
        },
        series: [
          stepBand(offered, t.green, 0),
          line("Demand", offered, t.green, 0, "solid"),
          stepBand(staffed, t.blue, 1),
          line(names[0] ?? "", staffed, t.blue, 1, "solid"),
          ...(required && required.scopes.includes(scope) ? [line("Required (about)", required, t.orange, 1, "dashed")] : []),
        ],
      };
    },
    table: () => ({
      caption: `Demand and staff, ${scopeName(scope)}`,
      head: [step === 24 ? "day" : "from", `${thing()} per ${length}`, "reps on the floor", ...(required ? ["reps required, about"] : [])],
      rows: week.slots.flatMap((slot, i) => {
        const quiet = !(of(offered).mean[i] ?? 0) && !(of(staffed).mean[i] ?? 0) && !(required && (of(required).mean[i] ?? 0));
        return quiet ? [] : [[slot, text(offered, i, ""), text(staffed, i, ""), ...(required ? [text(required, i, "")] : [])]];
      }),
    }),
  });
}
