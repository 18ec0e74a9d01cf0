// Weekday by hour: when it is busy, when it is short of people.

import { figure, axisStyle, tip } from "../figure";
import { columnOf, scopeName, type Num, type RunData, type Table } from "../data";
import { commonUnit, withInterval } from "../format";

const kDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

interface Kind {
  measure: string;
  label: string;
  /** Of `hours`, or of `days` where the run keeps no hours. */
  good: (cells: string) => string;
  /** Nothing there is worth no colour. */
  zeroIsEmpty?: boolean;
}

const kKinds: Kind[] = [
  { measure: "service_level", label: "Service level", good: () => "Dark is good: calls are answered within their target." },
  { measure: "occupancy", label: "Occupancy", good: () => "Dark means that reps have little rest; above about 85 % queues grow fast.", zeroIsEmpty: true },
  { measure: "offered", label: "Demand", good: (cells) => `Dark ${cells} bring most cases.`, zeroIsEmpty: true },
  { measure: "staffed", label: "Staff on the floor", good: (cells) => `Dark ${cells} have most reps.`, zeroIsEmpty: true },
  { measure: "short", label: "Staff required less present", good: (cells) => `Dark ${cells} lack reps; below 0 there are reps to spare. Required staff is an approximation (Erlang); closed hours need as many as serve somebody then.` },
  { measure: "wait", label: "Wait", good: () => "Light is good: customers hardly wait." },
  { measure: "abandonment_rate", label: "Abandonment rate", good: () => "Light is good: few hang up." },
];

interface Column {
  unit: string;
  mean: Num[];
  half_width: Num[];
}

/** What the cells of a map are. */
interface Grid {
  title: string;
  what: string;
  cell: "hour" | "day";
  tables: Table[];
  across: string[]; // the columns, and what is written below them
  shortly: (column: string) => string;
  axis: string;
  days: string[]; // the rows
  cells: { name: string; column: string; day: string }[]; // in the order of the tables' rows
}

function hoursOf(data: RunData): Grid {
  const slots = data.hours.slots;
  return {
    title: "Hour by hour in a typical week",
    what: "means over the measured weeks, by the hour on the clock",
    cell: "hour",
    tables: data.hours.tables,
    across: [...new Set(slots.map((s) => s.slice(4)))].sort(),
    shortly: (h) => h.slice(0, h.endsWith(":00") ? 2 : 5),
    axis: "hour",
    days: kDays.filter((d) => slots.some((s) => s.startsWith(d))),
    cells: slots.map((s) => ({ name: s, column: s.slice(4), day: s.slice(0, 3) })),
  };
}

/** "2026-01-05", of "Wed 2026-01-07 00:00". */
function mondayOf(clock: string): string {
  const date = new Date(`${clock.slice(4, 14)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - kDays.indexOf(clock.slice(0, 3)));
  return date.toISOString().slice(0, 10);
}

function daysOf(data: RunData): Grid {
  const clocks = data.days.clocks;
  return {
    title: "Day by day over the weeks",
    what: "every measured day, a column for each week; the run is long, so that it keeps no hours",
    cell: "day",
    tables: data.days.tables,
    across: [...new Set(clocks.map(mondayOf))].sort(),
    shortly: (monday) => new Date(`${monday}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }),
    axis: "week from",
    days: kDays.filter((d) => clocks.some((c) => c.startsWith(d))),
    cells: clocks.map((c) => ({ name: c.slice(0, 14), column: mondayOf(c), day: c.slice(0, 3) })),
  };
}

function columnIn(tables: Table[], measure: string, scope: string): Column | null {
  if (measure === "short") {
    const need = columnIn(tables, "required_staff", scope);
    const have = columnIn(tables, "staffed", scope);
    if (!need || !have) {
      return null;
    }
    const both = (a: Num, b: Num, f: (x: number, y: number) => number) => (a === null || b === null ? null : f(a, b));
    return {
      unit: "reps",
      mean: need.mean.map((n, i) => both(n, have.mean[i] ?? null, (x, y) => x - y)),
      half_width: need.half_width.map((n, i) => both(n, have.half_width[i] ?? null, (x, y) => x + y)),
    };
  }
  const table = tables.find((t) => t.measure === measure);
  const column = table && columnOf(table, scope);
  const known = column?.mean.some((v) => v !== null && v !== 0);
  return column && known ? { unit: table.unit, ...column } : null;
}

export function heatMap(data: RunData): HTMLElement | null {
  const grid = data.week.step_h > 1 ? daysOf(data) : hoursOf(data);
  const scopes = [...new Set(grid.tables.flatMap((t) => t.scopes))];
  const available = (measure: string) => scopes.filter((s) => columnIn(grid.tables, measure, s));
  const kinds = kKinds.filter((k) => available(k.measure).length > 0);
  const first = kinds[0];
  if (!first || grid.across.length < 2) {
    return null;
  }
  let kind = first;
  let scope = available(kind.measure)[0] ?? "all";
  const column = () => columnIn(grid.tables, kind.measure, scope) as Column;
  const { across, days } = grid;
  const unit = () => commonUnit(column().unit, column().mean);
  const cells = () => {
    const c = column();
    return grid.cells.flatMap((cell, i) => {
      const mean = c.mean[i] ?? null;
      const empty = mean === null || (mean === 0 && kind.zeroIsEmpty);
      return empty ? [] : [{ x: across.indexOf(cell.column), y: days.indexOf(cell.day), i, mean }];
    });
  };
  const text = (i: number) =>
    withInterval({ mean: column().mean[i] ?? null, half_width: column().half_width[i] ?? null }, unit());
  const nameOf = (i: number) => grid.cells[i]?.name ?? "";
  const extreme = (sign: number) =>
    cells().reduce<{ i: number; mean: number } | null>((best, c) => (!best || sign * c.mean > sign * best.mean ? c : best), null);
  const scopeChoice = {
    choice: { label: "of", value: scope, options: scopes.map((s) => ({ value: s, text: scopeName(s) })) },
    set: (value: string) => {
      scope = available(kind.measure).includes(value) ? value : (available(kind.measure)[0] ?? "all");
    },
  };
  return figure({
    title: grid.title,
    lead: () =>
      `${kind.label}${kind.measure === "offered" ? `, cases per ${grid.cell}` : ""}, ${scopeName(scope)}: ${grid.what}. ${kind.good(`${grid.cell}s`)} ` +
      `A blank ${grid.cell} has none. Point at ${grid.cell === "hour" ? "an hour" : "a day"} for its value${data.batch_h ? "" : ` with its interval${grid.cell === "hour" ? " (at most so wide)" : ""}`}, or open the table.`,
    label: () => {
      const [most, least] = [extreme(1), extreme(-1)];
      return most && least
        ? `${kind.label}, ${scopeName(scope)}, by ${grid.cell === "hour" ? "weekday and hour" : "day"}: highest ${text(most.i)} on ${nameOf(most.i)}, lowest ${text(least.i)} on ${nameOf(least.i)}.`
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
        xAxis: { type: "category", data: across.map(grid.shortly), ...axisStyle(t), splitLine: { show: false }, name: width < 620 ? "" : grid.axis, nameLocation: "middle", nameGap: 22 },
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
            return cell ? tip([nameOf(cell.i), `${kind.label}: ${text(cell.i)}`]) : "";
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
      caption: `${kind.label}, ${scopeName(scope)}, by ${grid.cell === "hour" ? "hour of the week" : "day"}`,
      head: [grid.axis, ...days],
      rows: across.map((column) => [
        column,
        ...days.map((d) => {
          const i = grid.cells.findIndex((c) => c.column === column && c.day === d);
          return i < 0 ? "–" : text(i);
        }),
      ]),
    }),
  });
}

function withUnit(value: number, suffix: string): string {
  return `${Number(value.toPrecision(3))}${suffix}`;
}

