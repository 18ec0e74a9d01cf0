// What every page has: title, answer, table of contents, notes, provenance.

import type { Common, ReportData, Sentence } from "./data";
import { drawer, el, table } from "./dom";

const kKinds: Record<ReportData["kind"], string> = {
  run: "Simulation of a support desk",
  compare: "Comparison of support desks",
  sweep: "Sweep over a support desk",
  roi: "Worth of a programme",
};

function lengthText(hours: number): string {
  const whole = (n: number, of: string) => `${n} ${of}${n === 1 ? "" : "s"}`;
  if (hours % 168 === 0) {
    return whole(hours / 168, "week");
  }
  return hours % 24 === 0 ? whole(hours / 24, "day") : `${hours} h`;
}

// "30 replications", or "12 batches of 2 weeks".
export function countText(data: Common): string {
  const one = data.replications === 1;
  return data.batch_h
    ? `${data.replications} batch${one ? "" : "es"} of ${lengthText(data.batch_h)}`
    : `${data.replications} replication${one ? "" : "s"}`;
}

function facts(data: ReportData): string {
  const s = data.scenario;
  const measured = (s.horizon_h ?? 0) - (s.warm_up_h ?? 0);
  const start = new Date(`${s.start}T00:00:00Z`);
  start.setUTCHours(start.getUTCHours() + (s.warm_up_h ?? 0));
  return [
    measured > 0 ? `${lengthText(measured)} measured from ${start.toISOString().slice(0, 10)}` : `from ${s.start}`,
    `${countText(data)}${data.kind === "sweep" ? " of each point" : ""}`,
    ...s.overrides,
  ].join(" · ");
}

export function header(data: ReportData, title: string): HTMLElement {
  return el(
    "header",
    {},
    el("p", { class: "kind" }, kKinds[data.kind]),
    el("h1", {}, title),
    el("p", { class: "facts" }, facts(data)),
  );
}

export function answer(sentences: Sentence[]): HTMLElement {
  const item = (s: Sentence) =>
    s.topic
      ? el("div", { class: `answer ${s.tone}` }, el("dt", {}, s.topic), el("dd", {}, s.text))
      : el("div", { class: `answer ${s.tone}` }, el("dd", { class: "alone" }, s.text));
  const list = sentences.some((s) => s.topic)
    ? el("dl", {}, ...sentences.map(item))
    : el("div", {}, ...sentences.map((s) => el("p", { class: `answer ${s.tone}` }, s.text)));
  return el(
    "section",
    { id: "answer", "aria-labelledby": "answer-title" },
    el("h2", { id: "answer-title" }, "In short"),
    list,
  );
}

/** A part of the page with its figures; nothing where none of them has data. */
export function part(id: string, title: string, ...content: (HTMLElement | null)[]): HTMLElement | null {
  const there = content.filter((c): c is HTMLElement => c !== null);
  return there.length
    ? el("section", { id, "aria-labelledby": `${id}-title` }, el("h2", { id: `${id}-title` }, title), ...there)
    : null;
}

export function contents(sections: HTMLElement[]): HTMLElement {
  return el(
    "nav",
    { "aria-label": "Contents" },
    ...sections.flatMap((s) => {
      const title = s.querySelector("h2")?.textContent;
      return title ? [el("a", { href: `#${s.id}` }, title)] : [];
    }),
  );
}

export function notes(data: Common): HTMLElement | null {
  const doubts = [
    data.run.interrupted ? "Interrupted: only what was finished counts." : "",
    data.run.precision_reached || data.run.interrupted ? "" : "The precision asked for was not reached.",
  ].filter((d) => d && !data.notes.some((n) => n.text.startsWith(d.slice(0, 11))));
  const all = [...data.notes.map((n) => n), ...doubts.map((text) => ({ text, tone: "notable" as const }))];
  return all.length
    ? part("notes", "How to read it", el("ul", { class: "notes" }, ...all.map((n) => el("li", { class: n.tone }, n.text))))
    : null;
}

export function provenance(data: Common): HTMLElement | null {
  const rows: [string, string][] = [
    ["scenario", `${data.scenario.title} (${data.scenario.file})`],
    ["digest of the scenario", data.scenario.digest],
    ["seed", String(data.seed)],
    data.batch_h ? ["batches of one run", countText(data)] : ["replications", String(data.replications)],
    ["digest of all observations", data.digest],
    ["tiermix", `${data.program_version}, commit ${data.run.commit}`],
    ["results of", data.run.created],
  ];
  return part(
    "provenance",
    "Where it comes from",
    el("p", { class: "lead" }, "The same scenario, seed and number of replications give the same numbers on any machine. The intervals speak of chance, not of inputs that were guessed."),
    table({ caption: "Provenance", head: ["what", "value"], words: [1], rows }),
    drawer("The scenario", () => el("pre", { tabindex: "0" }, data.run.scenario_text)),
  );
}
