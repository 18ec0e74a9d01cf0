// The escalation graph: where cases enter, who hands them to whom, and how they leave.

import type { Flow, RunData } from "../data";
import { el, table } from "../dom";
import { figure, kFont, tip } from "../figure";
import { exact, withInterval } from "../format";
import { barBoxes, lineHeight, placeFigures, placeNames, widthOf, wrapped, type Label, type Line } from "./flow_labels";
import { flowLayout, pathOf, type Bar, type Ribbon } from "./flow_layout";

// From top to bottom.
const kEnds: Record<string, string> = {
  resolved: "Resolved",
  unresolved: "Closed without a solution",
  left: "Hung up or gave up",
  turned_away: "Turned away",
};
const kWords: Record<Flow["kind"], string> = {
  enters: "first contact for",
  handed_over: "handed over to",
  sent_back: "sent back to",
  moved: "moved by overflow to",
  asked: "customer asked, back to",
  called_again: "called again (a call had met nobody), for",
  contacted_again: "came back after a close without a solution, to",
  reopened: "came back after a solution, to",
  resolved: "resolved",
  unresolved: "closed without a solution",
  left: "hung up or gave up, for good",
  turned_away: "turned away, for good",
  open: "still open when the run stopped",
};
/** Contacts of a case after its first. */
const kAgain: Flow["kind"][] = ["called_again", "contacted_again", "reopened"];
/** What comes to a tier in no ribbon, but as a mark on it; in a word. */
const kMarks: [word: string, kinds: Flow["kind"][], what: string][] = [
  ["again", kAgain, "customers call again, write again or have their case reopened"],
  ["asked", ["asked"], "the customer was asked something, and the case waits for the answer and comes back"],
];
const kBack: Flow["kind"][] = ["asked", "sent_back", "open", ...kAgain];
const kHundred = { factor: 100, suffix: "" };
const kTop = 16; // px above the bars, and below them
const kBottom = 12;

/** Links in the order given, without those that would close a circle. */
function withoutCircles(flows: Flow[]): Flow[] {
  const next = new Map<string, Set<string>>();
  const reaches = (from: string, to: string): boolean =>
    from === to || [...(next.get(from) ?? [])].some((n) => reaches(n, to));
  return flows.filter((f) => {
    if (f.kind === "handed_over" || f.kind === "moved") {
      if (reaches(f.to, f.from)) {
        return false;
      }
      next.set(f.from, (next.get(f.from) ?? new Set()).add(f.to));
    }
    return true;
  });
}

interface Drawing {
  bars: Bar[];
  ribbons: Ribbon[];
  names: (Label | null)[]; // of the bars
  figures: (Label | null)[]; // of the ribbons
}

export function flowChart(data: RunData): HTMLElement | null {
  const flows = data.flows;
  const drawn = withoutCircles(flows.filter((f) => !kBack.includes(f.kind) && (f.mean ?? 0) > 0));
  if (drawn.length < 2) {
    return null;
  }
  const text = (f: Flow) => withInterval(f, kHundred);
  // A tier may be called like an end or like the customers: bars have names of their own.
  const source = (f: Flow) => (f.kind === "enters" ? "c:" : `t:${f.from}`);
  const target = (f: Flow) => (f.kind in kEnds ? `e:${f.kind}` : `t:${f.to}`);
  const nameOf = (id: string) => (id === "c:" ? "Customers" : id.startsWith("e:") ? (kEnds[id.slice(2)] ?? "") : id.slice(2));
  const words = (f: Flow) => `${f.from ? `${f.from}: ` : ""}${kWords[f.kind]} ${f.to}`.trim();
  const sum = (list: Flow[]) => list.reduce((s, f) => s + (f.mean ?? 0), 0);
  const total = (kind: Flow["kind"]) => sum(flows.filter((f) => f.kind === kind));
  const ids = [...new Set(drawn.flatMap((f) => [source(f), target(f)]))];
  // Tiers in the order of the scenario, which is that of the rows.
  const order = (id: string) => flows.findIndex((f) => `t:${f.from}` === id);
  const tiers = ids.filter((id) => id.startsWith("t:")).sort((a, b) => order(a) - order(b));
  const leave = drawn.filter((f) => f.kind in kEnds);
  const ends = Object.keys(kEnds).filter((kind) => leave.some((f) => f.kind === kind)).map((kind) => `e:${kind}`);
  // Each tier begins below what the tiers before it resolve, so that ribbons do not cross it.
  const above = (id: string) =>
    id.startsWith("e:")
      ? sum(leave.filter((f) => ends.indexOf(target(f)) < ends.indexOf(id)))
      : sum(leave.filter((f) => f.kind === "resolved" && tiers.indexOf(source(f)) < tiers.indexOf(id)));
  // Later contacts come to a tier from outside, but not as a case more.
  const comesBack = (id: string, kinds: Flow["kind"][]) => flows.filter((f) => kinds.includes(f.kind) && `t:${f.to}` === id);
  const marksOf = (id: string) =>
    kMarks.flatMap(([word, kinds]) => {
      const at = comesBack(id, kinds);
      return at.length ? [`↻ ${exact(Number((100 * sum(at)).toPrecision(2)))} ${word}`] : [];
    });
  const marks = kMarks.filter(([, kinds]) => flows.some((f) => kinds.includes(f.kind)));
  const leadsBack = flows.some((f) => f.kind !== "open" && !drawn.includes(f) && !kMarks.some(([, kinds]) => kinds.includes(f.kind)));
  const entries = drawn.filter((f) => f.kind === "enters").length;
  const height = 130 + 70 * new Set(drawn.map(source)).size;

  const drawingOf = (width: number): Drawing => {
    const narrow = width < 620;
    const bold = { size: 12, bold: true };
    const endNames = ends.map((id) => wrapped(nameOf(id), bold, narrow ? 100 : 170));
    const right = 14 + Math.max(0, ...endNames.flat().map(widthOf));
    const barWidth = narrow ? 10 : 14;
    const { bars, ribbons } = flowLayout({
      ids,
      links: drawn.map((f) => ({ source: source(f), target: target(f), value: f.mean ?? 0 })),
      ends,
      above,
      left: 8,
      top: kTop,
      width: width - 8 - right,
      height: height - kTop - kBottom,
      barWidth,
      gap: 26,
    });
    const frame = { left: 2, top: 0, right: width - 2, bottom: height };
    const across = [...new Set(bars.map((b) => b.x))].sort((a, b) => a - b);
    const step = (across[1] ?? width) - (across[0] ?? 0);
    const versions = (bar: Bar): Line[][] => {
      if (bar.id.startsWith("e:")) {
        return [endNames[ends.indexOf(bar.id)] ?? []];
      }
      const marked = marksOf(bar.id).map((mark) => ({ text: mark, size: 11, bold: false }));
      const name = [170, Math.max(40, step - barWidth - 12)].map((most) => wrapped(nameOf(bar.id), bold, most));
      return [...name.map((lines) => [...lines, ...marked]), ...name];
    };
    // Names of tiers and ends come first: without them no figure says anything.
    const firstEnds = [...bars].sort((a, b) => Number(a.id === "c:") - Number(b.id === "c:"));
    const placed = placeNames(firstEnds, versions, frame);
    const names = bars.map((bar) => placed[firstEnds.indexOf(bar)] ?? null);
    const taken = [...barBoxes(bars), ...names.flatMap((n) => (n ? [n.box] : []))];
    // That all customers come to the one tier there is needs no figure.
    const texts = drawn.map((f) => (f.kind === "enters" && entries === 1 ? null : text(f)));
    return { bars, ribbons, names, figures: placeFigures(ribbons, texts, taken, frame) };
  };

  const fromOf = (f: Flow) => f.from || (f.kind === "open" ? "desk" : "customers");
  const whatOf = (f: Flow) => kWords[f.kind].replace(/,? (for|to)$/, "");
  const attempts = total("enters") + total("called_again");
  const open = flows.find((f) => f.kind === "open");
  const split = flows.some((f) => !f.counted);
  return figure({
    title: "Where cases go",
    lead: () =>
      `Per 100 cases created, ± half the ${Math.round(100 * data.run.level)} % interval. Every case has one first contact and one end, so the ends sum to 100${open ? ` with those ${kWords.open} ${text(open)}` : ""}. ` +
      `The width of a ribbon is the number of cases; a case that is handed over twice counts twice. ` +
      `Good: much is resolved early, little is handed on.` +
      (total("called_again") > 0 ? ` Customers try ${attempts.toFixed(2)} times per case to reach the desk.` : "") +
      marks.map(([word, , what]) => ` ↻ ${word}: ${what}, in no ribbon.`).join("") +
      (leadsBack ? ` Ways that lead back to a tier before are in no ribbon.` : "") +
      (split ? ` Where several ways lead on, the total was counted and divided by the shares in the scenario.` : ""),
    label: () => `Per 100 cases created: ${drawn.map((f) => `${words(f)} ${text(f)}`).join("; ")}.`,
    height: () => height,
    option: (t, width) => {
      const { bars, ribbons, names, figures } = drawingOf(width);
      const colourOf = (id: string) =>
        id === "e:resolved" ? t.green : id === "e:unresolved" ? t.orange : id.startsWith("e:") ? t.red : t.blue;
      const writing = (label: Label | null) => {
        let y = label?.box.top ?? 0;
        return (label?.lines ?? []).map((line) => {
          const element = {
            type: "text" as const,
            silent: true,
            z2: 20,
            style: { text: line.text, x: label?.box.left ?? 0, y, verticalAlign: "top" as const, lineHeight: lineHeight(line), fill: t.text, fontSize: line.size, fontWeight: line.bold ? ("bold" as const) : ("normal" as const), fontFamily: kFont },
          };
          y += lineHeight(line);
          return element;
        });
      };
      const shapes = [
        ...ribbons.map((r, i) => ({ type: "path" as const, z2: 0, shape: { pathData: pathOf(r) }, style: { fill: colourOf(target(drawn[i] as Flow)), opacity: t.dark ? 0.4 : 0.28 } })),
        ...bars.map((b) => ({ type: "rect" as const, z2: 10, shape: { x: b.x, y: b.y, width: b.width, height: b.height }, style: { fill: colourOf(b.id) } })),
        ...[...figures, ...names].flatMap(writing),
      ];
      return {
        tooltip: {
          confine: true,
          formatter: (p: unknown) => {
            const { dataIndex } = p as { dataIndex: number };
            const flow = drawn[dataIndex];
            const id = bars[dataIndex - drawn.length]?.id ?? "";
            const back = kMarks.flatMap(([, kinds]) => comesBack(id, kinds));
            return flow ? tip([words(flow), `${text(flow)} per 100 cases`]) : tip([nameOf(id), ...back.map((f) => `↻ ${words(f)} ${text(f)} per 100 cases`)]);
          },
        },
        series: [{ type: "custom", coordinateSystem: "none", data: shapes.map((_, i) => [i]), emphasis: { disabled: true }, renderItem: (params: { dataIndex: number }) => shapes[params.dataIndex] }],
      } as never;
    },
    below: (width) => {
      const { bars, names, figures } = drawingOf(width);
      const written = (f: Flow) => f.kind === "open" || (f.kind === "enters" && entries === 1) || Boolean(figures[drawn.indexOf(f)]);
      const missing = flows.filter((f) => !written(f));
      // A row for all ways of one kind from one tier: there may be dozens.
      const rows = new Map<string, { from: string; what: string; to: string[] }>();
      for (const f of missing) {
        const key = `${f.kind} ${f.from}`;
        const row = rows.get(key) ?? { from: fromOf(f), what: whatOf(f), to: [] };
        const figure = text(f).replaceAll(" ", "\u00a0");
        row.to.push(f.to ? `${f.to} ${figure}` : figure);
        rows.set(key, row);
      }
      const nameless = bars.filter((b, i) => !names[i] && b.id !== "c:").sort((a, b) => a.x - b.x).map((b) => nameOf(b.id));
      const said = [
        missing.length ? "Flows without a ribbon, or without room for their figure in the chart:" : "",
        nameless.length ? `Bars without room for their name, from left to right: ${nameless.join(", ")}.` : "",
      ].filter(Boolean);
      return [
        ...said.map((sentence) => el("p", { class: "lead" }, sentence)),
        ...(missing.length ? [table({ caption: "Flows without a figure in the chart", close: true, head: ["from", "what", "to, per 100 cases"], words: [1, 2], rows: [...rows.values()].map((r) => [r.from, r.what, r.to.join("; ")]) })] : []),
      ];
    },
    table: () => ({
      caption: "Flows per 100 cases created",
      head: ["from", "what", "to", "per 100 cases"],
      words: [1, 2],
      rows: [
        ...flows.map((f) => [fromOf(f), whatOf(f) + (f.counted ? "" : " (total counted, divided by the scenario's shares)"), f.to || "–", text(f)]),
        ["all", "first contacts", "–", (100 * total("enters")).toFixed(1)],
        ["all", "ends", "–", (100 * (total("open") + Object.keys(kEnds).reduce((s, k) => s + total(k as Flow["kind"]), 0))).toFixed(1)],
      ],
    }),
  });
}
