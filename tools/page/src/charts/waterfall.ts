// Parts that add up to a whole, one after another.

import { axisStyle, figure, tip } from "../figure";
import type { Num } from "../data";
import { commonUnit, tick, withInterval } from "../format";
import { ends, whiskers } from "./interval";

export interface Part {
  label: string;
  mean: Num;
  half_width: Num;
  /** Begins at zero: the first value, the sum. */
  whole?: boolean;
}

export interface WaterfallSpec {
  title: string;
  lead: string;
  unit: string;
  parts: () => Part[];
  /** What a part that is more than nothing is: a cost is bad, a gain good. */
  more: "good" | "bad";
  choices?: Parameters<typeof figure>[0]["choices"];
  caption: () => string;
}

export function waterfall(spec: WaterfallSpec): HTMLElement | null {
  if (spec.parts().length < 2) {
    return null;
  }
  const unit = () => commonUnit(spec.unit, spec.parts().map((p) => p.mean));
  const signed = (p: Part) => (p.whole || (p.mean ?? 0) <= 0 || spec.more === "bad" ? "" : "+");
  const text = (p: Part) => signed(p) + withInterval(p, unit());
  return figure({
    title: spec.title,
    lead: () => spec.lead,
    label: () => spec.parts().map((p) => `${p.label} ${text(p)}`).join("; ") + ".",
    height: () => 56 + spec.parts().length * 27,
    choices: spec.choices,
    option: (t, width) => {
      const parts = spec.parts();
      const factor = unit().factor;
      let sum = 0;
      const bars = parts.map((p) => {
        const value = (p.mean ?? 0) * factor;
        const from = p.whole ? 0 : sum;
        sum = from + value;
        return { from, to: sum, low: 0, high: 0, p };
      });
      for (const b of bars) {
        const [low, high] = ends(b.p);
        b.low = b.from + low * factor;
        b.high = b.from + high * factor;
      }
      const narrow = width < 620;
      // On a phone the unit stands at the axis alone.
      const beside = (p: Part) => signed(p) + withInterval(p, narrow ? { ...unit(), suffix: "" } : unit());
      const longest = parts.reduce((n, p) => Math.max(n, p.label.length), 0);
      const left = Math.min(220, 12 + longest * 7, 0.4 * width);
      // Room for the words behind the longest bar: beside so many px of the bars.
      const words = Math.max(...parts.map((p) => 7 * beside(p).length)) + 12;
      const room = Math.max(0.24, words / Math.max(60, width - left - 16 - words));
      const colour = (p: Part) => {
        if (p.whole) {
          return t.blue;
        }
        const more = (p.mean ?? 0) > 0;
        return more === (spec.more === "good") ? t.green : t.orange;
      };
      const reach = Math.max(...bars.map((b) => Math.max(b.high, b.to, b.from)), 0);
      const least = Math.min(...bars.map((b) => Math.min(b.low, b.to, b.from)), 0);
      return {
        grid: { left, right: 16, top: 8, bottom: 40 },
        xAxis: {
          type: "value",
          min: least,
          max: reach + room * (reach - least),
          name: unit().suffix.trim(),
          nameLocation: "middle",
          nameGap: 24,
          splitNumber: narrow ? 2 : 5,
          ...axisStyle(t),
          axisLabel: { color: t.faint, formatter: tick, hideOverlap: true, showMaxLabel: false, showMinLabel: least === 0 },
        },
        yAxis: { type: "category", data: parts.map((p) => p.label), inverse: true, ...axisStyle(t), axisLabel: { color: t.text, width: left - 10, overflow: narrow ? ("break" as const) : ("truncate" as const), lineHeight: 12, fontSize: narrow ? 11 : 12 }, splitLine: { show: false } },
        tooltip: {
          confine: true,
          formatter: (x: unknown) => {
            const part = parts[(x as { dataIndex: number }).dataIndex];
            return part ? tip([part.label, text(part)]) : "";
          },
        },
        series: [
          {
            type: "custom",
            data: bars.map((b, i) => [b.from, b.to, i]),
            encode: { x: [0, 1], y: 2 },
            renderItem: (params, api) => {
              const i = params.dataIndex;
              const [x1 = 0, y = 0] = api.coord([api.value(0), i]);
              const [x2 = 0] = api.coord([api.value(1), i]);
              const part = parts[i] as Part;
              const bar = bars[i] as (typeof bars)[number];
              const [end = 0] = api.coord([Math.max(bar.high, bar.to, bar.from), i]);
              return {
                type: "group",
                children: [
                  { type: "rect", shape: { x: Math.min(x1, x2), y: y - 9, width: Math.max(1, Math.abs(x2 - x1)), height: 18 }, style: { fill: colour(part) } },
                  { type: "text", style: { text: beside(part), x: end + 8, y, align: "left", verticalAlign: "middle", fill: t.text, fontSize: 12 } },
                ],
              };
            },
          },
          whiskers("interval", "x", bars.map((b, i) => ({ at: i, low: b.low, high: b.high })), t.text, { width: 1.5 }),
        ],
      };
    },
    table: () => ({
      caption: spec.caption(),
      head: ["part", spec.unit === "1" ? "share" : "amount"],
      rows: spec.parts().map((p) => [p.label, text(p)]),
    }),
  });
}
