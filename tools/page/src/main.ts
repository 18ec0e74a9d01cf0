// Reads the data in the page and shows them. The element <html> says when it is done: data-ready.

import type { ReportData } from "./data";
import { el } from "./dom";
import { drawAll, remarkOnAll } from "./figure";
import { answer, contents, header, notes, provenance } from "./frame";
import { compareView } from "./views/compare";
import { roiView } from "./views/roi";
import { runView } from "./views/run";
import { sweepView } from "./views/sweep";

function titleOf(data: ReportData): string {
  switch (data.kind) {
    case "run":
      return data.scenario.title;
    case "compare":
      return data.scenarios.map((s) => s.title).join(" · ");
    case "sweep":
      return `${data.scenario.title}: ${data.points.length} points`;
    case "roi":
      return data.scenarios[1]?.title ?? data.scenario.title;
  }
}

function viewOf(data: ReportData): (HTMLElement | null)[] {
  switch (data.kind) {
    case "run":
      return runView(data);
    case "compare":
      return compareView(data);
    case "sweep":
      return sweepView(data);
    case "roi":
      return roiView(data);
  }
}

const kOneReplication = "One replication has no interval: no band or whisker is drawn, and “± ?” stands for it.";

function hasOneReplication(data: ReportData): boolean {
  return data.kind === "sweep" ? data.points.every((p) => p.replications < 2) : data.replications < 2;
}

function show(data: ReportData): void {
  if (hasOneReplication(data)) {
    remarkOnAll(kOneReplication);
  }
  const title = titleOf(data);
  document.title = `${title} · tiermix`;
  const sections = [answer(data.answer), ...viewOf(data), notes(data), provenance(data)].filter(
    (s): s is HTMLElement => s !== null,
  );
  const main = el("main", { id: "main", tabindex: "-1" }, ...sections);
  document.getElementById("page")?.replaceChildren(header(data, title), contents(sections), main);
  drawAll();
}

const holder = document.getElementById("report-data");
const data = JSON.parse(holder?.textContent ?? "{}") as ReportData;
if ("kind" in data) {
  show(data);
} else {
  document.getElementById("page")?.append("This page holds no results: tiermix report fills it.");
}
document.documentElement.dataset["ready"] = "1";
