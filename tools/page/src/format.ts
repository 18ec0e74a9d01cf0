// Numbers with the digits that their interval supports, by the same rule as the scorecard
// (engine/report/digits.cpp): two significant digits of the half-width where it begins with 100 to
// 354, else one, and the mean to the same place.

import type { Interval, Num } from "./data";

export interface ShownUnit {
  factor: number;
  suffix: string; // with its leading blank
}

function hours(size: number, toHours: number, least: number): ShownUnit {
  if (size > 72) {
    return { factor: toHours / 24, suffix: " days" };
  }
  if (size >= least) {
    return { factor: toHours, suffix: " h" };
  }
  if (size >= 1 / 60 || size === 0) {
    return { factor: toHours * 60, suffix: " min" };
  }
  return { factor: toHours * 3600, suffix: " s" };
}

/** For values of about this size. Amounts of work, such as paid hours, stay in hours. */
export function shownUnit(unit: string, size: number, measure = ""): ShownUnit {
  const value = Math.abs(size);
  if (measure.endsWith("_hours")) {
    return { factor: 1, suffix: " h" };
  }
  if (unit === "1") {
    return { factor: 100, suffix: " %" };
  }
  if (unit === "h") {
    return hours(value, 1, 1);
  }
  if (unit === "min") {
    return hours(value / 60, 1 / 60, 3);
  }
  const name = unit.split("/")[0] ?? unit;
  if (/^[A-Z]{3}$/.test(name) && value >= 1e6) {
    return { factor: 1e-6, suffix: ` M ${name}` };
  }
  return { factor: 1, suffix: ` ${name}` };
}

/** The unit that suits the largest of several values. */
export function commonUnit(unit: string, values: Num[], measure = ""): ShownUnit {
  return shownUnit(unit, Math.max(0, ...values.map((v) => Math.abs(v ?? 0))), measure);
}

function fixed(value: number, place: number): string {
  const step = 10 ** Math.max(0, place);
  const rounded = place > 0 ? Math.sign(value) * Math.round(Math.abs(value) / step) * step : value;
  const text = rounded.toFixed(Math.max(0, -place));
  const unsigned = text.replace("-", "");
  const [whole = "", decimals] = unsigned.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals ? `.${decimals}` : "");
  return text.startsWith("-") && /[1-9]/.test(unsigned) ? `-${grouped}` : grouped;
}

function significant(value: number, count: number): string {
  return value === 0 ? "0" : fixed(value, Math.floor(Math.log10(Math.abs(value))) - count + 1);
}

/** A number without an error: four digits, or all of those before the point. */
export function exact(value: number): string {
  const text = Math.abs(value) >= 1000 ? fixed(value, 0) : significant(value, 4);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

export function digits(mean: number, halfWidth: Num): { mean: string; halfWidth: string } {
  if (halfWidth === null) {
    return { mean: significant(mean, 3), halfWidth: "?" };
  }
  if (halfWidth <= 1e-6 * Math.abs(mean)) {
    return { mean: exact(mean), halfWidth: "" };
  }
  const exponent = Math.floor(Math.log10(halfWidth));
  const place = halfWidth / 10 ** exponent < 3.545 ? exponent - 1 : exponent;
  return { mean: fixed(mean, place), halfWidth: fixed(halfWidth, place) };
}

/** "42.3 ± 0.4 %"; a dash where there is no value. */
export function withInterval(value: Interval, unit: ShownUnit): string {
  if (value.mean === null) {
    return "–";
  }
  const half = value.half_width === null ? null : value.half_width * unit.factor;
  const shown = digits(value.mean * unit.factor, half);
  return shown.mean + (shown.halfWidth ? ` ± ${shown.halfWidth}` : "") + unit.suffix;
}

export function estimateText(e: Interval & { unit: string; measure: string }): string {
  return withInterval(e, shownUnit(e.unit, e.mean ?? 0, e.measure));
}

/** A change of something of the size `of`: "+3.2 ± 0.4 pts". */
export function differenceText(
  d: Interval & { unit: string; measure: string },
  of: number,
): string {
  const unit = shownUnit(d.unit, of, d.measure);
  const text = withInterval(d, { ...unit, suffix: d.unit === "1" ? " pts" : unit.suffix });
  return (d.mean ?? 0) > 0 ? `+${text}` : text;
}

/** A published figure or a wanted value. */
export function figureText(value: Num, unit: string): string {
  if (value === null) {
    return "–";
  }
  const shown = shownUnit(unit, value);
  const scaled = value * shown.factor;
  return (unit === "1" ? fixed(scaled, -1) : exact(scaled)) + shown.suffix;
}

export function percent(share: Num, decimals = 0): string {
  return share === null ? "–" : `${(100 * share).toFixed(decimals)} %`;
}

/** "<1 %", ">99 %": a probability that is estimated is never quite 0 or 1. */
export function probability(p: number): string {
  return p < 0.01 ? "<1 %" : p > 0.99 ? ">99 %" : percent(p);
}

/** "97 % (88-100)" */
export function shareText(s: { mean: Num; lower: Num; upper: Num }): string {
  if (s.mean === null) {
    return "–";
  }
  const end = (v: Num) => (100 * Math.min(1, Math.max(0, v ?? 0))).toFixed(0);
  return s.lower === null || s.upper === null
    ? percent(s.mean)
    : `${percent(s.mean)} (${end(s.lower)}–${end(s.upper)})`;
}

/** A tick of an axis. */
export function tick(value: number): string {
  const rounded = Number(value.toPrecision(4));
  return rounded.toLocaleString("en-GB", { maximumFractionDigits: 6 });
}
