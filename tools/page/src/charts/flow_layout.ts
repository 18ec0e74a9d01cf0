// Where the bars and ribbons of a flow chart lie: columns from left to right, each bar as high as
// what goes through it.

export interface Link {
  source: string;
  target: string;
  value: number;
}

export interface Bar {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** From the right side of one bar to the left of another; `y1` and `y2` are its upper edge. */
export interface Ribbon {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  height: number;
}

export interface FlowSpec {
  /** Names of the bars. Expects links without circles. */
  ids: string[];
  links: Link[];
  /** Bars of the last column, from top to bottom. */
  ends: string[];
  /** What lies above a bar, in the unit of the links. */
  above: (id: string) => number;
  left: number;
  top: number;
  width: number;
  height: number;
  barWidth: number;
  /** Between bars of one column. */
  gap: number;
}

const sum = (values: number[]) => values.reduce((s, v) => s + v, 0);

function columnsOf(spec: FlowSpec): Map<string, number> {
  const column = new Map<string, number>();
  const of = (id: string): number => {
    const known = column.get(id);
    if (known !== undefined) {
      return known;
    }
    const found = Math.max(0, ...spec.links.filter((l) => l.target === id).map((l) => of(l.source) + 1));
    column.set(id, found);
    return found;
  };
  const last = Math.max(...spec.ids.map(of));
  spec.ends.forEach((id) => column.set(id, last));
  return column;
}

/** Bars of one column, from top to bottom, moved until they are apart and inside. */
function setApart(bars: Bar[], spec: FlowSpec): void {
  bars.sort((a, b) => a.y - b.y);
  let least = 0;
  for (const bar of bars) {
    bar.y = Math.max(bar.y, least);
    least = bar.y + bar.height + spec.gap;
  }
  let most = spec.height;
  for (const bar of [...bars].reverse()) {
    bar.y = Math.min(bar.y, most - bar.height);
    most = bar.y - spec.gap;
  }
}

/** Upper edges of the ribbons on one side of a bar, one below the other. */
function stack(indices: number[], links: Link[], from: number, scale: number, set: (i: number, y: number) => void): void {
  let y = from;
  for (const i of indices) {
    set(i, y);
    y += (links[i]?.value ?? 0) * scale;
  }
}

export function flowLayout(spec: FlowSpec): { bars: Bar[]; ribbons: Ribbon[] } {
  const { ids, links } = spec;
  const column = columnsOf(spec);
  const through = (id: string) => Math.max(sum(links.filter((l) => l.source === id).map((l) => l.value)), sum(links.filter((l) => l.target === id).map((l) => l.value)));
  const columns = [...new Set(column.values())].map((c) => ids.filter((id) => column.get(id) === c));
  const scale = Math.min(...columns.map((inside) => (spec.height - spec.gap * (inside.length - 1)) / Math.max(1e-9, sum(inside.map(through)))));
  const step = (spec.width - spec.barWidth) / Math.max(1, Math.max(...column.values()));
  const bars = ids.map((id) => ({
    id,
    x: spec.left + step * (column.get(id) ?? 0),
    y: scale * spec.above(id) + spec.gap * Math.max(0, spec.ends.indexOf(id)),
    width: spec.barWidth,
    height: scale * through(id),
  }));
  columns.forEach((inside) => setApart(bars.filter((b) => inside.includes(b.id)), spec));
  bars.forEach((bar) => (bar.y += spec.top));

  const at = (id: string) => bars[ids.indexOf(id)] as Bar;
  const ribbons = links.map((l) => ({ x1: at(l.source).x + spec.barWidth, y1: 0, x2: at(l.target).x, y2: 0, height: Math.max(1, l.value * scale) }));
  const ribbon = (i: number) => ribbons[i] as Ribbon;
  const all = links.map((_, i) => i);
  // Out of a bar in the order of where they go, into it in the order of where they come from: few cross.
  for (const bar of bars) {
    const out = all.filter((i) => links[i]?.source === bar.id);
    out.sort((a, b) => at((links[a] as Link).target).y - at((links[b] as Link).target).y);
    stack(out, links, bar.y, scale, (i, y) => (ribbon(i).y1 = y));
  }
  for (const bar of bars) {
    const into = all.filter((i) => links[i]?.target === bar.id);
    into.sort((a, b) => ribbon(a).y1 - ribbon(b).y1);
    stack(into, links, bar.y, scale, (i, y) => (ribbon(i).y2 = y));
  }
  return { bars, ribbons };
}

/** Upper edge of a ribbon at a share of its way, from 0 to 1; likewise how far right it is. */
export function onRibbon(r: Ribbon, way: number): { x: number; y: number } {
  const across = 1.5 * way * (1 - way) + way ** 3;
  return { x: r.x1 + (r.x2 - r.x1) * across, y: r.y1 + (r.y2 - r.y1) * (3 * way ** 2 - 2 * way ** 3) };
}

/** As a path of SVG, both bends half-way. */
export function pathOf(r: Ribbon): string {
  const middle = (r.x1 + r.x2) / 2;
  const [low1, low2] = [r.y1 + r.height, r.y2 + r.height];
  return `M${r.x1} ${r.y1}C${middle} ${r.y1} ${middle} ${r.y2} ${r.x2} ${r.y2}L${r.x2} ${low2}C${middle} ${low2} ${middle} ${low1} ${r.x1} ${low1}Z`;
}
