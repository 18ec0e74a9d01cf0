import { cashChart, monthChart, sizeChart } from "../charts/cash";
import { waterfall } from "../charts/waterfall";
import type { Estimate, RoiData } from "../data";
import { table } from "../dom";
import { part } from "../frame";
import { estimateText, percent, shareText } from "../format";

const kFigures: [string, string, string][] = [
  ["net_value", "cash_value", "Net value"],
  ["net_present_value", "cash_net_present_value", "Net present value"],
  ["investment", "cash_investment", "Investment"],
  ["return_on_investment", "cash_return_on_investment", "Return on investment"],
  ["probability_of_gain", "cash_probability_of_gain", "Replications with a gain"],
  ["probability_of_payback", "cash_probability_of_payback", "Replications that pay back"],
  ["payback_months", "cash_payback_months", "Paid back, median"],
  ["payback_of_mean_months", "cash_payback_of_mean_months", "Paid back, mean flow"],
];

function figures(data: RoiData): HTMLElement {
  const text = (measure: string) => {
    const e: Estimate | undefined = data.estimates.find((x) => x.measure === measure);
    if (!e) {
      return "–";
    }
    const dates = data.payback_dates[measure];
    if (dates) {
      return `${dates[0]} (${dates[1]} to ${dates[2]})`;
    }
    return measure.includes("probability") ? shareText(e) : estimateText(e);
  };
  return table({
    caption: "What the programme is worth",
    head: ["figure", `saved hours at ${percent(data.terms.freed_time)} of their wage`, "cash alone"],
    rows: kFigures.filter(([all]) => data.estimates.some((e) => e.measure === all)).map(([all, cash, label]) => [label, text(all), text(cash)]),
  });
}

function lines(data: RoiData): HTMLElement | null {
  const sum = data.estimates.find((e) => e.measure === "net_value");
  const there = data.lines.filter((l) => l.mean || l.half_width);
  return waterfall({
    title: "Where the value comes from",
    lead: `Sum of each cash flow over the measured window, with the programme less without it, in ${data.run.currency}, not discounted; whiskers are ${Math.round(100 * data.run.level)} % intervals of each line. Green brings money, orange costs it.`,
    unit: data.run.currency,
    more: "good",
    parts: () => [
      ...there.map((l) => ({ label: data.line_labels[l.measure] ?? l.measure, mean: l.mean, half_width: l.half_width })),
      ...(sum ? [{ label: "Net value", mean: sum.mean, half_width: sum.half_width, whole: true }] : []),
    ],
    caption: () => "Gain over the horizon by where it comes from",
  });
}

export function roiView(data: RoiData): (HTMLElement | null)[] {
  return [
    part("figures", "The figures", figures(data)),
    part("cash", "Cash flow", cashChart(data), monthChart(data)),
    part("lines", "Value", lines(data)),
    part("size", "Sensitivity", sizeChart(data)),
    part(
      "scenarios",
      "What is compared",
      table({
        caption: "Scenarios",
        head: ["name", "title", "file"],
        words: [1, 2],
        rows: data.scenarios.map((s, i) => [s.alternative + (i === 0 ? " (base)" : ""), s.title, s.file]),
      }),
    ),
  ];
}
