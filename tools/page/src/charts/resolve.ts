// How soon cases are resolved.

import { axisStyle, figure, legendStyle, tip } from "../figure";
import { scopeName, type RunData } from "../data";
import { estimateText, percent, shownUnit, exact } from "../format";
import { band } from "./interval";

const kTicks: [number, string][] = [
  [1 / 60, "1 min"],
  [1 / 12, "5 min"],
  [0.25, "15 min"],
  [1, "1 h"],
  [4, "4 h"],
  [24, "1 day"],
  [72, "3 days"],
  [168, "1 week"],
  [720, "30 days"],
  [8760, "1 year"],
];

function timeText(hours: number): string {
  const u = shownUnit("h", hours);
  return exact(Number((hours * u.factor).toPrecision(3))) + u.suffix;
}

export function resolveChart(data: RunData): HTMLElement | null {
  const { hours, scopes, mean, half_width } = data.time_to_resolve;
  if (hours.length < 3) {
    return null;
  }
  const shown = scopes.length === 2 ? scopes.slice(0, 1) : scopes;
  const at = (i: number, scope: string) => i * scopes.length + scopes.indexOf(scope);
  const value = (i: number, scope: string) => mean[at(i, scope)] ?? null;
  const half = (i: number, scope: string) => half_width[at(i, scope)] ?? null;
  const text = (i: number, scope: string) => {
    const [m, h] = [value(i, scope), half(i, scope)];
    return m === null ? "–" : `${percent(m, 1)}${h === null ? " ± ?" : ` ± ${(100 * h).toFixed(h < 0.001 ? 2 : 1)}`}`;
  };
  const quantile = (measure: string, scope: string) => data.estimates.find((e) => e.measure === measure && e.scope === scope);
  const summary = (scope: string) => {
    const [half_, most] = [quantile("time_to_resolve_p50", scope), quantile("time_to_resolve_p90", scope)];
    return half_ && most ? `half within ${estimateText(half_)}, nine of ten within ${estimateText(most)}` : "";
  };
  const x = hours.map((h) => Math.log2(h));
  return figure({
    title: "Time to resolve",
    lead: () =>
      `Share of the resolved cases that are resolved within a time from their creation, nights and weekends included, with the band of its ${Math.round(100 * data.run.level)} % interval. ` +
      `Whole desk: ${summary("all")}. A curve further to the left is better. The time axis grows by doubling.`,
    label: () => shown.map((s) => `${scopeName(s)}: ${summary(s)}`).join("; ") + ".",
    height: () => 320,
    option: (t, width) => {
      const colour = (i: number) => t.series[i % t.series.length] ?? t.blue;
      // As many lines of names as they need: nothing to turn over, on paper neither.
      const lines = shown.length > 1 ? Math.ceil(shown.reduce((px, s) => px + 48 + 7.5 * scopeName(s).length, 0) / Math.max(200, width - 90)) : 0;
      const ticks = kTicks.filter(([h], i) => (width > 700 || i % 3 === 0) && Math.log2(h) >= (x[0] ?? 0) - 0.01 && Math.log2(h) <= (x[x.length - 1] ?? 0) + 0.01);
      return {
        legend: { ...legendStyle(t), data: shown.map((s) => ({ name: scopeName(s), icon: "path://M0 4h22v2h-22z" })), show: shown.length > 1 },
        grid: { left: 52, right: 24, top: 16 + 24 * lines, bottom: 34 },
        xAxis: {
          type: "value",
          min: x[0],
          max: x[x.length - 1],
          ...axisStyle(t),
          axisTick: { customValues: ticks.map(([h]) => Math.log2(h)), lineStyle: { color: t.line } },
          axisLabel: {
            color: t.faint,
            customValues: ticks.map(([h]) => Math.log2(h)),
            formatter: (v: number) => ticks.find(([h]) => Math.abs(Math.log2(h) - v) < 1e-6)?.[1] ?? "",
          },
          splitLine: { show: false },
        },
        yAxis: { type: "value", min: 0, max: 100, interval: 25, ...axisStyle(t), axisLabel: { color: t.faint, formatter: "{value} %" } },
        tooltip: {
          trigger: "axis",
          confine: true,
          formatter: (p: unknown) => {
            const i = (p as { dataIndex: number }[])[0]?.dataIndex ?? 0;
            return tip([`within ${timeText(hours[i] ?? 0)}`, ...shown.map((s) => `${scopeName(s)}: ${text(i, s)}`)]);
          },
        },
        series: shown.flatMap((s, n) => {
          const percentOf = (v: number | null) => (v === null ? null : 100 * v);
          const m = hours.map((_, i) => percentOf(value(i, s)));
          const h = hours.map((_, i) => percentOf(half(i, s)));
          return [
            band("interval", x, m, h, colour(n), { low: 0, high: 100 }),
            {
              type: "line" as const,
              name: scopeName(s),
              showSymbol: false,
              data: x.map((v, i) => [v, m[i] ?? null]),
              lineStyle: { color: colour(n), width: 2, type: n % 2 ? ("dashed" as const) : ("solid" as const) },
              itemStyle: { color: colour(n) },
            },
          ];
        }),
      };
    },
    table: () => ({
      caption: "Share of the resolved cases that are resolved within a time",
      head: ["within", ...scopes.map(scopeName)],
      rows: hours.map((h, i) => [timeText(h), ...scopes.map((s) => text(i, s))]),
    }),
  });
}
