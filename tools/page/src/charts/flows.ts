// The escalation graph: where cases enter, who hands them to whom, and how they leave.

import { figure, tip } from "../figure";
import type { Flow, RunData } from "../data";
import { exact, withInterval } from "../format";

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
const kBack: Flow["kind"][] = ["asked", "sent_back", "open", ...kAgain];
const kHundred = { factor: 100, suffix: "" };

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

export function flowChart(data: RunData): HTMLElement | null {
  const flows = data.flows;
  const isLink = (f: Flow) => !kBack.includes(f.kind);
  const drawn = withoutCircles(flows.filter(isLink));
  const others = flows.filter((f) => !drawn.includes(f));
  if (drawn.length < 2) {
    return null;
  }
  const text = (f: Flow) => withInterval(f, kHundred);
  // A tier may be called like an end or like the customers: nodes have names of their own.
  const source = (f: Flow) => (f.kind === "enters" ? "c:" : `t:${f.from}`);
  const target = (f: Flow) => (f.kind in kEnds ? `e:${f.kind}` : `t:${f.to}`);
  const nodeName = (id: string) => (id === "c:" ? "Customers" : id.startsWith("e:") ? (kEnds[id.slice(2)] ?? "") : id.slice(2));
  // Tiers in the order of the scenario, which is that of the rows.
  const order = (id: string) => flows.findIndex((f) => `t:${f.from}` === id);
  const words = (f: Flow) =>
    `${f.from ? `${f.from}: ` : ""}${kWords[f.kind]} ${f.to}`.trim();
  const total = (kind: Flow["kind"]) => flows.filter((f) => f.kind === kind).reduce((s, f) => s + (f.mean ?? 0), 0);
  const listed = (which: (f: Flow) => boolean) => others.filter(which).map((f) => `${words(f)} ${text(f)}`).join("; ");
  const returns = listed((f) => !kAgain.includes(f.kind) && f.kind !== "open");
  const again = listed((f) => kAgain.includes(f.kind));
  // Later contacts come to a tier from outside, but not as a case more: a mark on it, no ribbon.
  const againAt = (tier: string) => flows.filter((f) => kAgain.includes(f.kind) && f.to === tier);
  const againText = (tier: string) => {
    const at = againAt(tier);
    return exact(Number((100 * at.reduce((s, f) => s + (f.mean ?? 0), 0)).toPrecision(2)));
  };
  const tierLabel = (id: string) =>
    id.startsWith("t:") && againAt(id.slice(2)).length > 0 ? `${nodeName(id)}\n↻ ${againText(id.slice(2))}` : nodeName(id);
  const attempts = total("enters") + total("called_again");
  const open = listed((f) => f.kind === "open");
  const split = flows.some((f) => !f.counted);
  return figure({
    title: "Where cases go",
    lead: () =>
      `Per 100 cases created, ± half the ${Math.round(100 * data.run.level)} % interval. Every case has one first contact and one end, so the ends sum to 100${open ? ` with those ${open}` : ""}. ` +
      `The width of a ribbon is the number of cases; a case that is handed over twice counts twice. ` +
      `Good: much is resolved early, little is handed on.` +
      (total("called_again") > 0 ? ` Customers try ${attempts.toFixed(2)} times per case to reach the desk.` : "") +
      (again ? ` ↻ at a tier: customers who call again, write again or whose case is reopened, in no ribbon: ${again}.` : "") +
      (returns ? ` Not drawn, because it leads back: ${returns}.` : "") +
      (split ? ` Where several ways lead on, the total was counted and divided by the shares in the scenario.` : ""),
    label: () => `Per 100 cases created: ${drawn.map((f) => `${words(f)} ${text(f)}`).join("; ")}.`,
    height: () => 130 + 70 * new Set(drawn.map(source)).size,
    option: (t, width) => {
      const narrow = width < 620;
      const ids = [...new Set(drawn.flatMap((f) => [source(f), target(f)]))];
      // Each tier begins below what the tiers before it resolve, so that ribbons do not cross it.
      const kGap = 26;
      const height = 102 + 70 * new Set(drawn.map(source)).size;
      const sum = (list: Flow[]) => list.reduce((s, f) => s + (f.mean ?? 0), 0);
      const leave = drawn.filter((f) => f.kind in kEnds);
      const ends = Object.keys(kEnds).filter((k) => leave.some((f) => f.kind === k));
      const per = (height - kGap * (ends.length - 1)) / Math.max(1, sum(leave), sum(drawn.filter((f) => f.kind === "enters")));
      const tiers = ids.filter((id) => id.startsWith("t:")).sort((a, b) => order(a) - order(b));
      const topOf = (id: string) => {
        if (id.startsWith("e:")) {
          const before = ends.slice(0, ends.indexOf(id.slice(2)));
          return sum(leave.filter((f) => before.includes(f.kind))) * per + kGap * before.length;
        }
        const before = tiers.slice(0, Math.max(0, tiers.indexOf(id)));
        return sum(leave.filter((f) => f.kind === "resolved" && before.includes(`t:${f.from}`))) * per;
      };
      const entries = drawn.filter((f) => f.kind === "enters").length;
      const colourOf = (id: string) =>
        id === "e:resolved" ? t.green : id === "e:unresolved" ? t.orange : id.startsWith("e:") ? t.red : t.blue;
      return {
        tooltip: {
          confine: true,
          formatter: (p: unknown) => {
            const { dataType, dataIndex } = p as { dataType: string; dataIndex: number };
            const flow = drawn[dataIndex];
            const id = ids[dataIndex] ?? "";
            return dataType === "edge" && flow ? tip([words(flow), `${text(flow)} per 100 cases`]) : tip([nodeName(id), ...againAt(id.slice(2)).map((f) => `↻ ${words(f)} ${text(f)} per 100 cases`)]);
          },
        },
        series: [
          {
            type: "sankey",
            left: 8,
            right: narrow ? 130 : 190,
            top: 16,
            bottom: 12,
            nodeGap: 26,
            nodeWidth: 14,
            draggable: false,
            layoutIterations: 48,
            emphasis: { disabled: true },
            data: ids.map((id) => ({
              name: id,
              localY: topOf(id) / height,
              itemStyle: { color: colourOf(id), borderWidth: 0 },
              label: { show: !narrow || id !== "c:", width: narrow ? 110 : 170, overflow: "break" as const, lineHeight: 15, formatter: () => tierLabel(id), color: t.text, fontWeight: "bold" as const, position: "right" as const, distance: 6 },
            })),
            links: drawn.map((f) => ({
              source: source(f),
              target: target(f),
              value: f.mean ?? 0,
              lineStyle: { color: colourOf(target(f)), opacity: t.dark ? 0.4 : 0.28 },
              edgeLabel: {
                show: !narrow && (f.mean ?? 0) >= 0.02 && (f.kind !== "enters" || entries > 1),
                formatter: () => text(f),
                color: t.text,
                fontSize: 11,
              },
            })),
          },
        ],
      };
    },
    table: () => ({
      caption: "Flows per 100 cases created",
      head: ["from", "what", "to", "per 100 cases"],
      words: [1, 2],
      rows: [
        ...flows.map((f) => [f.from || (f.kind === "open" ? "desk" : "customers"), kWords[f.kind].replace(/,? (for|to)$/, "") + (f.counted ? "" : " (total counted, divided by the scenario's shares)"), f.to || "–", text(f)]),
        ["all", "first contacts", "–", (100 * total("enters")).toFixed(1)],
        ["all", "ends", "–", (100 * (total("open") + Object.keys(kEnds).reduce((s, k) => s + total(k as Flow["kind"]), 0))).toFixed(1)],
      ],
    }),
  });
}
