// A small chart in a row of a table: the interval, the estimate, and marks to hold it against.

export interface Mark {
  value: number;
  /** "figure": a published figure, "target": a wanted value, "zero": no difference */
  kind: "figure" | "target" | "zero";
}

const kSvg = "http://www.w3.org/2000/svg";

function shape(tag: string, attributes: Record<string, string | number>): SVGElement {
  const node = document.createElementNS(kSvg, tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, String(value));
  }
  return node;
}

/** The row's own scale, or one given for several rows. */
export function scaleOf(values: number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low || Math.abs(high) * 0.1 || 1) * 0.12;
  return [low - room, high + room];
}

export function strip(
  mean: number,
  low: number,
  high: number,
  marks: Mark[],
  tone: string,
  scale?: [number, number],
): SVGElement {
  const [from, to] = scale ?? scaleOf([low, high, mean, ...marks.map((m) => m.value)]);
  const width = 150;
  const middle = 10;
  const x = (v: number) => 4 + ((v - from) / (to - from)) * (width - 8);
  const svg = shape("svg", {
    viewBox: `0 0 ${width} 20`,
    width,
    height: 20,
    class: `strip ${tone}`,
    "aria-hidden": "true",
    focusable: "false",
  });
  svg.append(shape("line", { class: "axis", x1: 4, x2: width - 4, y1: middle, y2: middle }));
  for (const mark of marks) {
    const at = x(mark.value);
    if (mark.kind === "figure") {
      svg.append(shape("path", { class: "figure-mark", d: `M${at} 3 L${at + 4} 10 L${at} 17 L${at - 4} 10 Z` }));
    } else {
      svg.append(shape("line", { class: `${mark.kind}-mark`, x1: at, x2: at, y1: 1, y2: 19 }));
    }
  }
  const [a, b] = [x(low), x(high)];
  svg.append(shape("line", { class: "interval", x1: a, x2: b, y1: middle, y2: middle }));
  for (const end of [a, b]) {
    svg.append(shape("line", { class: "interval", x1: end, x2: end, y1: middle - 4, y2: middle + 4 }));
  }
  svg.append(shape("circle", { class: "mean", cx: x(mean), cy: middle, r: 3.5 }));
  return svg;
}
