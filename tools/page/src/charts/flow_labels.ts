// Places for the writing of a flow chart: names beside their bars, figures along their ribbons.
// Nothing stands on other writing or on a bar, and no figure on a ribbon that is not its own. What
// finds no place is left out, and the chart says so.

import { kFont } from "../figure";
import { onRibbon, type Bar, type Ribbon } from "./flow_layout";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Line {
  text: string;
  size: number;
  bold: boolean;
}

/** Lines from top to bottom, flush left in their box. */
export interface Label {
  lines: Line[];
  box: Box;
}

export const lineHeight = (line: Line) => line.size + 3;
const kApart = 3; // px between two of them

const pen = document.createElement("canvas").getContext("2d");

export function widthOf(line: Line): number {
  if (!pen) {
    return 0.65 * line.size * line.text.length;
  }
  pen.font = `${line.bold ? "bold " : ""}${line.size}px ${kFont}`;
  return pen.measureText(line.text).width;
}

/** A name in lines of at most so many px: broken at blanks and underscores, else anywhere; three lines at most. */
export function wrapped(text: string, line: Omit<Line, "text">, width: number): Line[] {
  const fits = (t: string) => widthOf({ ...line, text: t.trimEnd() }) <= width;
  const lines: string[] = [""];
  for (const word of text.replace(/\s+/g, " ").split(/(?<=[ _-])/)) {
    const last = lines[lines.length - 1] ?? "";
    if (fits(last + word)) {
      lines[lines.length - 1] = last + word;
      continue;
    }
    if (last) {
      lines.push("");
    }
    for (const letter of word) {
      const begun = lines[lines.length - 1] ?? "";
      if (begun && !fits(begun + letter)) {
        lines.push(letter);
      } else {
        lines[lines.length - 1] = begun + letter;
      }
    }
  }
  const kept = lines.slice(0, 3);
  if (lines.length > 3) {
    kept[2] = `${kept[2]?.slice(0, -1)}…`;
  }
  return kept.map((t) => ({ ...line, text: t.trimEnd() }));
}

function sizeOf(lines: Line[]): { width: number; height: number } {
  return { width: Math.max(...lines.map(widthOf)), height: lines.reduce((sum, l) => sum + lineHeight(l), 0) };
}

const boxOf = (bar: Bar): Box => ({ left: bar.x, top: bar.y, right: bar.x + bar.width, bottom: bar.y + bar.height });

function meet(a: Box, b: Box, apart: number): boolean {
  return a.left < b.right + apart && b.left < a.right + apart && a.top < b.bottom + apart && b.top < a.bottom + apart;
}

function inside(box: Box, frame: Box): boolean {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
}

/** Where a name of this size may stand, the best place first; below and to the left only where nothing else is free. */
function besideBar(bar: Bar, { width, height }: { width: number; height: number }): [good: Box[], poor: Box[]] {
  const at = (left: number, top: number) => ({ left, top, right: left + width, bottom: top + height });
  const along = [0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95].map((share) => bar.y + share * bar.height - height / 2);
  const right = bar.x + bar.width + 6;
  return [
    [
      ...along.map((top) => at(right, top)),
      at(bar.x, bar.y - height - 4),
      at(bar.x, bar.y + bar.height + 4),
      ...along.map((top) => at(bar.x - 6 - width, top)),
    ],
    [at(bar.x + bar.width - width, bar.y + bar.height + 4)],
  ];
}

/** A label for each bar; of its `versions` the first that finds a place, null where none does. */
export function placeNames(bars: Bar[], versions: (bar: Bar) => Line[][], frame: Box): (Label | null)[] {
  const placed: Box[] = [];
  return bars.map((bar) => {
    const free = (b: Box) => inside(b, frame) && !bars.some((other) => meet(b, boxOf(other), kApart)) && !placed.some((other) => meet(b, other, kApart));
    const tried = versions(bar).map((lines) => ({ lines, places: besideBar(bar, sizeOf(lines)) }));
    for (const which of [0, 1] as const) {
      for (const { lines, places } of tried) {
        const box = places[which].find(free);
        if (box) {
          placed.push(box);
          return { lines, box };
        }
      }
    }
    return null;
  });
}

/** Whether a ribbon lies under a part of a box. */
function under(r: Ribbon, box: Box): boolean {
  if (r.x2 <= box.left || r.x1 >= box.right) {
    return false;
  }
  const kParts = 40;
  for (let i = 0; i <= kParts; i += 1) {
    const { x, y } = onRibbon(r, i / kParts);
    const reach = (r.x2 - r.x1) / kParts;
    if (x >= box.left - reach && x <= box.right + reach && y < box.bottom && y + r.height > box.top) {
      return true;
    }
  }
  return false;
}

/** Ways along a ribbon, from its middle outwards. */
const kWays = Array.from({ length: 37 }, (_, i) => 0.5 + (i % 2 ? -1 : 1) * Math.ceil(i / 2) * 0.025);
/** Heights on a ribbon that is thick, from its middle outwards. */
const kHeights = [0.5, 0.3, 0.7, 0.15, 0.85];

/** A label for each ribbon, the thickest first; null where there is no place, or no text. */
export function placeFigures(ribbons: Ribbon[], texts: (string | null)[], taken: Box[], frame: Box): (Label | null)[] {
  const placed: Box[] = [...taken];
  const labels: (Label | null)[] = ribbons.map(() => null);
  const order = ribbons.map((_, i) => i).sort((a, b) => (ribbons[b]?.height ?? 0) - (ribbons[a]?.height ?? 0));
  for (const i of order) {
    const own = ribbons[i] as Ribbon;
    const text = texts[i];
    if (!text) {
      continue;
    }
    const lines = [{ text, size: 11, bold: false }];
    const { width, height } = sizeOf(lines);
    const places = (own.height > 2 * height ? kHeights : [0.5]).flatMap((share) =>
      kWays.map((way) => {
        const { x, y } = onRibbon(own, way);
        const top = y + share * own.height - height / 2;
        return { left: x - width / 2, top, right: x + width / 2, bottom: top + height };
      }),
    );
    const box = places.find(
      (b) => inside(b, frame) && !placed.some((other) => meet(b, other, kApart)) && !ribbons.some((other) => other !== own && under(other, b)),
    );
    if (box) {
      placed.push(box);
      labels[i] = { lines, box };
    }
  }
  return labels;
}

export const barBoxes = (bars: Bar[]): Box[] => bars.map(boxOf);
