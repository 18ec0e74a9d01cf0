// Weekday by hour: when it is busy, when it is short of people.

import { figure, axisStyle, tip } from "../figure";
import { columnOf, scopeName, type Num, type RunData, type Week } from "../data";
import { commonUnit, withInterval } from "../format";

const kDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

interface Kind {
  measure: string;
  label: string;
  good: string;
  /** Nothing there is worth no colour. */
  zeroIsEmpty?: boolean;
}

const kKinds: Kind[] = [
  { measure: "service_level", label: "Service level", good: "Dark is good: calls are answered within their target." },
  { measure: "occupancy", label: "Occupancy", good: "Dark means that reps have little rest; above about 85 % queues grow fast.", zeroIsEmpty: true },
  { measure: "offered", label: "Demand: cases per hour", good: "Dark hours bring most work.", zeroIsEmpty: true },
  { measure: "staffed", label: "Staff on the floor", good: "Dark hours have most reps.", zeroIsEmpty: true },
  { measure: "short", label: "Staff missing (required less present)", good: "Dark hours lack reps; 0 is enough. Required staff is an approximation (Erlang)." },
  { measure: "wait", label: "Wait", good: "Light is good: customers hardly wait." },
  { measure: "abandonment_rate", label: "Abandonment rate", good: "Light is good: few hang up." },
];

interface Column {
  unit: string;
  mean: Num[];
  half_width: Num[];
}

function columnIn(week: Week, measure: string, scope: string): Column | null {
  if (measure === "short") {
    const need = columnIn(week, "required_staff", scope);
    const have = columnIn(week, "staffed", scope);
    if (!need || !have) {
      return null;
    }
    const both = (a: Num, b: Num, f: (x: number, y: number) => number) => (a === null || b === null ? null : f(a, b));
    return {
      unit: "reps",
      mean: need.mean.map((n, i) => both(n, have.mean[i] ?? null, (x, y) => Math.max(0, x - y))),
      half_width: need.half_width.map((n, i) => both(n, have.half_width[i] ?? null, (x, y) => x + y)),
    };
  }
  const table = week.tables.find((t) => t.measure === measure);
  const column = table && columnOf(table, scope);
  const known = column?.mean.some((v) => v !== null && v !== 0);
  return column && known ? { unit: table.unit, ...column } : null;
}

export function heatMap(data: RunData): HTMLElement | null {
  const week = data.hours;
  const scopes = [...new Set(week.tables.flatMap((t) => t.scopes))];
  const available = (measure: string) => scopes.filter((s) => columnIn(week, measure, s));
  const kinds = kKinds.filter((k) => available(k.measure).length > 0);
  const first = kinds[0];
  // Long runs keep days: there is no hour to show.
  if (!first || week.slots.length <= kDays.length) {
    return null;
  }
  let kind = first;
  let scope = available(kind.measure)[0] ?? "all";
  const column = () => columnIn(week, kind.measure, scope) as Column;
  const hours = [...new Set(week.slots.map((s) => s.slice(4)))].sort();
  const days = kDays.filter((d) => week.slots.some((s) => s.startsWith(d)));
  const unit = () => commonUnit(column().unit, column().mean);
  const cells = () => {
    const c = column();
    return week.slots.flatMap((slot, i) => {
      const mean = c.mean[i] ?? null;
      const empty = mean === null || (mean === 0 && kind.zeroIsEmpty);
      return empty ? [] : [{ x: hours.indexOf(slot.slice(4)), y: days.indexOf(slot.slice(0, 3)), i, mean }];
    });
  };
  const text = (i: number) =>
    withInterval({ mean: column().mean[i] ?? null, half_width: column().half_width[i] ?? null }, unit());
  const extreme = (sign: number) =>
    cells().reduce<{ i: number; mean: number } | null>((best, c) => (!best || sign * c.mean > sign * best.mean ? c : best), null);
  const scopeChoice = {
    choice: { label: "of", value: scope, options: scopes.map((s) => ({ value: s, text: scopeName(s) })) },
    set: (value: string) => {
      scope = available(kind.measure).includes(value) ? value : (available(kind.measure)[0] ?? "all");
    },
  };
  return figure({
    title: "Hour by hour in a typical week",
    lead: () =>
      `${kind.label}, ${scopeName(scope)}: means over the measured weeks, by the hour on the clock. ${kind.good} ` +
      `A blank hour has none. Point at an hour for its value with its interval (at most so wide), or open the table.`,
    label: () => {
      const [most, least] = [extreme(1), extreme(-1)];
      return most && least
        ? `${kind.label}, ${scopeName(scope)}, by weekday and hour: highest ${text(most.i)} on ${week.slots[most.i]}, lowest ${text(least.i)} on ${week.slots[least.i]}.`
        : `${kind.label}: no values.`;
    },
    height: () => 60 + days.length * 34,
    choices: [
      {
        choice: { label: "Show", value: kind.measure, options: kinds.map((k) => ({ value: k.measure, text: k.label })) },
        set: (value) => {
          kind = kinds.find((k) => k.measure === value) ?? first;
          scopeChoice.set(scope);
        },
      },
      scopeChoice,
    ],
    option: (t, width) => {
      const found = cells();
      const u = unit();
      const values = found.map((c) => c.mean * u.factor);
      const max = column().unit === "1" && kind.measure !== "abandonment_rate" ? 100 : Math.max(...values, 1e-9);
      const least = Math.min(...values);
      const min = kind.measure === "service_level" ? Math.min(Math.floor(least / 10) * 10, 90) : 0;
      return {
        grid: { left: 44, right: 12, top: 8, bottom: 52 },
        xAxis: { type: "category", data: hours.map((h) => h.slice(0, h.endsWith(":00") ? 2 : 5)), ...axisStyle(t), splitLine: { show: false }, name: width < 620 ? "" : "hour", nameLocation: "middle", nameGap: 22 },
        yAxis: { type: "category", data: days, inverse: true, ...axisStyle(t), splitLine: { show: false } },
        visualMap: {
          min,
          max,
          calculable: false,
          orient: "horizontal",
          left: "right",
          bottom: 0,
          itemWidth: 12,
          itemHeight: 110,
          text: [withUnit(max, u.suffix), withUnit(min, u.suffix)],
          textStyle: { color: t.faint },
          inRange: { color: t.ramp },
        },
        tooltip: {
          confine: true,
          formatter: (p: unknown) => {
            const cell = found[(p as { dataIndex: number }).dataIndex];
            return cell ? tip([week.slots[cell.i] ?? "", `${kind.label}: ${text(cell.i)}`]) : "";
          },
        },
        series: [
          {
            type: "heatmap",
            data: found.map((c) => [c.x, c.y, c.mean * u.factor]),
            itemStyle: { borderColor: t.surface, borderWidth: 1 },
          },
        ],
      };
    },
    table: () => ({
      caption: `${kind.label}, ${scopeName(scope)}, by hour of the week`,
      head: ["hour", ...days],
      rows: hours.map((h) => [
        h,
        ...days.map((d) => {
          const i = week.slots.indexOf(`${d} ${h}`);
          return i < 0 ? "–" : text(i);
        }),
      ]),
    }),
  });
}

function withUnit(value: number, suffix: string): string {
  return `${Number(value.toPrecision(3))}${suffix}`;
}

