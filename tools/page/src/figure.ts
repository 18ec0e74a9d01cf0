// A figure: what it shows in words, the chart, and its numbers as a table. For a screen reader the
// chart is one image with a label; the table has the same numbers.

import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { LabelLayout } from "echarts/features";
import { init, use, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { EChartsOption } from "echarts";

import { type Choice, chooser, drawer, el, newId, table, type TableSpec } from "./dom";
import { onThemeChange, theme, type Theme } from "./theme";

use([
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  LabelLayout,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

export interface FigureSpec {
  title: string;
  /** What it shows, in which unit, what the interval is, and what is good. */
  lead: () => string;
  /** One sentence with the main figures, for those who do not see the chart. */
  label: () => string;
  height: () => number;
  /** For a chart of so many px. */
  option: (t: Theme, width: number) => EChartsOption;
  table: () => TableSpec | TableSpec[];
  /** What stands below a chart of so many px: what has no room in it. */
  below?: (width: number) => Node[];
  choices?: { choice: Choice; set: (value: string) => void }[];
}

// As in style.css; the width of texts is measured with it.
export const kFont = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const kPaperWidth = 650; // px of a chart on A4, inside the margins of the page and of the figure; letter is wider
const figures: { chart: EChartsType; draw: (width?: number) => void }[] = [];

function basics(t: Theme): EChartsOption {
  return {
    animation: false,
    textStyle: { fontFamily: kFont, color: t.text, fontSize: 12 },
    color: t.series,
    tooltip: {
      confine: true,
      backgroundColor: t.surface,
      borderColor: t.line,
      textStyle: { color: t.text, fontSize: 13 },
    },
  };
}

/** Lines of a tooltip, as text. */
export function tip(lines: string[]): HTMLElement {
  return el("div", {}, ...lines.map((line, i) => el(i === 0 ? "strong" : "span", { class: "tip" }, line)));
}

export function axisStyle(t: Theme) {
  return {
    nameTextStyle: { color: t.faint },
    axisLabel: { color: t.faint },
    axisLine: { lineStyle: { color: t.line } },
    axisTick: { lineStyle: { color: t.line } },
    splitLine: { lineStyle: { color: t.line, opacity: 0.6 } },
  };
}

export function legendStyle(t: Theme) {
  return { textStyle: { color: t.text }, inactiveColor: t.grey, itemWidth: 22, itemGap: 18, top: 0, left: 0, selectedMode: false as const };
}

let remark = "";
/** What every figure says after its own words. */
export function remarkOnAll(text: string): void {
  remark = text;
}

export function figure(spec: FigureSpec): HTMLElement {
  const titleId = newId("figure");
  const lead = el("p", { class: "lead" });
  const canvas = el("div", { class: "chart", role: "img" });
  const below = el("div", { class: "below" });
  const numbers = el("div");
  const controls = el("div", { class: "choices" });
  const section = el(
    "section",
    { class: "figure", "aria-labelledby": titleId },
    el("h3", { id: titleId }, spec.title),
    lead,
    controls,
    canvas,
    below,
    numbers,
  );
  let chart: EChartsType | null = null;
  const fillTable = () => {
    const open = numbers.querySelector("details")?.open ?? false;
    const made = drawer(`Numbers of this chart: ${spec.title.toLowerCase()}`, () => {
      const specs = spec.table();
      return el("div", {}, ...(Array.isArray(specs) ? specs : [specs]).map(table));
    });
    made.open = open;
    numbers.replaceChildren(made);
  };
  const draw = (width?: number) => {
    lead.textContent = spec.lead() + (remark && ` ${remark}`);
    canvas.setAttribute("aria-label", `${spec.title}. ${spec.label()}`);
    canvas.style.height = `${spec.height()}px`;
    const t = theme();
    chart?.resize({ width: width ?? "auto", height: spec.height() });
    chart?.setOption({ ...basics(t), ...spec.option(t, width ?? canvas.clientWidth) }, { notMerge: true });
    chart?.getZr().flush();
    below.replaceChildren(...(spec.below?.(width ?? canvas.clientWidth) ?? []));
  };
  for (const { choice, set } of spec.choices ?? []) {
    if (choice.options.length > 1) {
      controls.append(
        chooser(choice, (value) => {
          set(value);
          draw();
          fillTable();
        }),
      );
    }
  }
  fillTable();
  // The chart needs its place on the page: drawAll() comes when there is one.
  pending.push(() => {
    chart = init(canvas, null, { renderer: "svg" });
    figures.push({ chart, draw });
    draw();
  });
  return section;
}

const pending: (() => void)[] = [];

/** Draws every figure that was made. Call it when the page stands. */
export function drawAll(): void {
  for (const begin of pending.splice(0)) {
    begin();
  }
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth !== width) {
      width = window.innerWidth;
      figures.forEach((f) => f.draw());
    }
  });
  onThemeChange((paper) => figures.forEach((f) => f.draw(paper ? kPaperWidth : undefined)));
}
