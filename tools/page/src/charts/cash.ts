// Money over time: how deep it goes, and when it is back.

import { axisStyle, figure, tip } from "../figure";
import type { RoiData, RoiMonth } from "../data";
import { commonUnit, tick, withInterval } from "../format";
import { band, ends, whiskers } from "./interval";

/** Civil days since the begin of the first month. */
function day(date: string, from: string): number {
  return (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

export function cashChart(data: RoiData): HTMLElement | null {
  const months = data.months;
  const first = months[0];
  if (!first || months.length < 2) {
    return null;
  }
  const unit = commonUnit(data.run.currency, months.map((m) => m.cumulative.mean));
  const text = (i: number) => withInterval(months[i]?.cumulative ?? { mean: null, half_width: null }, unit);
  const [paid, earliest, latest] = data.payback_dates["payback_months"] ?? [];
  const isDate = (d: string | undefined): d is string => !!d && /^\d{4}-/.test(d);
  const payback = isDate(paid) ? `Paid back by ${paid} (median, ${earliest} to ${latest}).` : paid === "at once" ? "It is never behind in the median." : "It does not pay back within the horizon in the median.";
  const last = months.length - 1;
  // The sum stands at the end of its month: the begin of the next, and of the last one its length.
  const start = first.date;
  const horizon = new Date(Date.parse(`${data.scenario.start}T00:00:00Z`) + (data.scenario.horizon_h ?? 0) * 3_600_000).toISOString().slice(0, 10);
  const endOf = (i: number) => months[i + 1]?.date ?? horizon;
  return figure({
    title: "Cumulative cash flow",
    lead: () =>
      `What the programme has brought more than it has cost, so far, at the end of each month, in${unit.suffix}; saved hours count at ${Math.round(100 * data.terms.freed_time)} % of their wage. Band: ${Math.round(100 * data.run.level)} % interval of each month alone. Above zero the money is back. ${payback}`,
    label: () => `It ends at ${text(last)} on ${endOf(last)}. ${payback}`,
    height: () => 340,
    option: (t) => {
      const x = [0, ...months.map((_, i) => day(endOf(i), start))];
      const mean = [0, ...months.map((m) => (m.cumulative.mean ?? 0) * unit.factor)];
      const half = [0, ...months.map((m) => (m.cumulative.half_width === null ? null : m.cumulative.half_width * unit.factor))];
      const at = (d: string) => day(d, start);
      const every = Math.ceil(months.length / 9);
      const ticks = months.map((m) => at(m.date)).filter((_, i) => i % every === 0);
      return {
        grid: { left: 76, right: 24, top: 30, bottom: 36 },
        xAxis: {
          type: "value",
          min: 0,
          max: x[x.length - 1],
          ...axisStyle(t),
          axisTick: { customValues: ticks, lineStyle: { color: t.line } },
          axisLabel: { color: t.faint, hideOverlap: true, customValues: ticks, formatter: (v: number) => new Date(Date.parse(`${start}T00:00:00Z`) + v * 86_400_000).toISOString().slice(0, 7) },
          splitLine: { show: false },
        },
        yAxis: { type: "value", name: unit.suffix.trim(), ...axisStyle(t), axisLabel: { color: t.faint, formatter: tick } },
        tooltip: {
          trigger: "axis",
          confine: true,
          formatter: (p: unknown) => {
            const i = (p as { dataIndex: number }[])[0]?.dataIndex ?? 0;
            return i === 0 ? tip([start, "begin"]) : tip([endOf(i - 1), `so far ${text(i - 1)}`]);
          },
        },
        series: [
          band("interval", x, mean, half, t.blue),
          {
            type: "line",
            data: x.map((v, i) => [v, mean[i] ?? null]),
            symbolSize: 5,
            itemStyle: { color: t.blue },
            lineStyle: { color: t.blue, width: 2 },
            z: 4,
            markLine: {
              silent: true,
              symbol: "none",
              animation: false,
              label: { color: t.text, formatter: (q: { name: string }) => q.name, position: "insideEndTop" },
              data: [
                { yAxis: 0, name: "", lineStyle: { color: t.text, type: "solid" as const } },
                ...(isDate(paid) ? [{ xAxis: at(paid), name: `paid back ${paid}`, lineStyle: { color: t.green, type: "dashed" as const }, label: { rotate: 0, position: "end" as const } }] : []),
              ],
            },
          },
          ...(isDate(paid) && isDate(earliest) && isDate(latest)
            ? [whiskers("payback", "x", [{ at: 0, low: at(earliest), high: at(latest) }], t.green, { cap: 7, width: 3 })]
            : []),
        ],
      } as never;
    },
    table: () => ({
      caption: "Cash flow month by month",
      head: ["month from", "gain of the month", "so far, at its end"],
      rows: months.map((m, i) => [m.part === "whole" ? m.date : `${m.date} (${m.part})`, withInterval(m.flow, unit), text(i)]),
    }),
  });
}

/** Where the money of each month comes from. */
export function monthChart(data: RoiData): HTMLElement | null {
  const months = data.months;
  const lines = data.lines.filter((l) => l.mean || l.half_width);
  if (months.length < 2 || !lines.length) {
    return null;
  }
  const unit = commonUnit(data.run.currency, months.map((m) => m.flow.mean));
  const text = (i: number) => withInterval(months[i]?.flow ?? { mean: null, half_width: null }, unit);
  const name = (m: RoiMonth) => m.date + (m.part === "whole" ? "" : ` (${m.part})`);
  const cut = months.filter((m) => m.part !== "whole").map((m) => `${m.part} from ${m.date}`);
  return figure({
    title: "Gain of each month",
    lead: () => `The sum of all cash flows of a month, in${unit.suffix}, with its ${Math.round(100 * data.run.level)} % interval. Below zero the month costs more than it brings: training comes first.${cut.length ? ` Hollow: the window has only ${cut.join(" and ")}.` : ""}`,
    label: () => months.map((m, i) => `${name(m)}: ${text(i)}`).join("; ") + ".",
    height: () => 280,
    option: (t) => ({
      grid: { left: 76, right: 16, top: 30, bottom: 30 },
      xAxis: { type: "category", data: months.map((m) => m.date.slice(0, 7)), ...axisStyle(t), axisLine: { onZero: false, lineStyle: { color: t.line } } },
      yAxis: { type: "value", name: unit.suffix.trim(), ...axisStyle(t), axisLabel: { color: t.faint, formatter: tick } },
      tooltip: {
        confine: true,
        formatter: (p: unknown) => {
          const i = (p as { dataIndex: number }).dataIndex;
          return tip([`month from ${months[i] ? name(months[i]) : ""}`, text(i)]);
        },
      },
      series: [
        {
          type: "bar",
          data: months.map((m) => {
            const color = (m.flow.mean ?? 0) < 0 ? t.orange : t.green;
            const whole = m.part === "whole";
            return { value: (m.flow.mean ?? 0) * unit.factor, itemStyle: { color: whole ? color : "transparent", borderColor: color, borderWidth: whole ? 0 : 1.5 } };
          }),
          barWidth: "60%",
        },
        whiskers("interval", "y", months.map((m, i) => ({ at: i, low: ends(m.flow)[0] * unit.factor, high: ends(m.flow)[1] * unit.factor })), t.text, { width: 1.5 }),
      ],
    }),
    table: () => ({
      caption: "Where the gain of each month comes from (means)",
      head: ["month from", "gain of the month", ...lines.map((l) => data.line_labels[l.measure] ?? l.measure)],
      rows: months.map((m, i) => [name(m), text(i), ...lines.map((l) => withInterval({ mean: m.lines[l.measure] ?? null, half_width: 0 }, { ...unit, suffix: "" }))]),
    }),
  });
}

/** What if the effect is not what is assumed? */
export function sizeChart(data: RoiData): HTMLElement | null {
  const sizes = data.sensitivity;
  if (sizes.length < 2) {
    return null;
  }
  const unit = commonUnit(data.run.currency, sizes.map((s) => s.mean));
  const text = (i: number) => (sizes[i] ? withInterval(sizes[i], unit) : "–");
  return figure({
    title: "If the effect is not what is assumed",
    lead: () => `Net present value, in${unit.suffix}, where the programme has so many per cent of the effect in the scenario, with ${Math.round(100 * data.run.level)} % intervals. The effect is an input: where the line crosses zero the programme just pays.`,
    label: () => sizes.map((s, i) => `${Math.round(100 * s.size)} %: ${text(i)}`).join("; ") + ".",
    height: () => 280,
    option: (t) => {
      const x = sizes.map((s) => 100 * s.size);
      const mean = sizes.map((s) => (s.mean === null ? null : s.mean * unit.factor));
      const half = sizes.map((s) => (s.half_width === null ? null : s.half_width * unit.factor));
      return {
        grid: { left: 76, right: 24, top: 30, bottom: 46 },
        xAxis: { type: "value", name: "per cent of the assumed effect", nameLocation: "middle", nameGap: 28, min: x[0], max: x[x.length - 1], ...axisStyle(t) },
        yAxis: { type: "value", name: unit.suffix.trim(), ...axisStyle(t), axisLabel: { color: t.faint, formatter: tick } },
        tooltip: { trigger: "axis", confine: true, formatter: (p: unknown) => {
          const i = (p as { dataIndex: number }[])[0]?.dataIndex ?? 0;
          return tip([`${x[i]} % of the assumed effect`, text(i)]);
        } },
        series: [
          band("interval", x, mean, half, t.blue),
          {
            type: "line",
            data: x.map((v, i) => [v, mean[i] ?? null]),
            symbolSize: 8,
            itemStyle: { color: t.blue },
            lineStyle: { color: t.blue, width: 2 },
            markLine: { silent: true, symbol: "none", animation: false, label: { show: false }, data: [{ yAxis: 0 }], lineStyle: { color: t.text, type: "solid" } },
          },
        ],
      } as never;
    },
    table: () => ({
      caption: "Net present value by the size of the effect",
      head: ["of the assumed effect", "net present value"],
      rows: sizes.map((s, i) => [`${Math.round(100 * s.size)} %`, text(i)]),
    }),
  });
}
