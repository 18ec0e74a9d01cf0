// Results files to draw pages from: one of each kind, simulated in seconds, and one whose scenario
// means harm.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../../..", import.meta.url));

/** Names that would do something in HTML, in a script or in a spreadsheet. */
export const kHarm = `</script><script>window.harmed=1</script><img src=x onerror="window.harmed=1">'"=cmd|<!--<script>\u2028\u2029\\u003c{{x}}`;

const at = (path) => join(source, path);

function harmful(folder) {
  const text = (value) => JSON.stringify(value);
  const desk = readFileSync(at("docs/two-tiers.toml"), "utf8")
    .replace(/^title = .*$/m, `title = ${text(kHarm)}`);
  const file = join(folder, "harm.toml");
  writeFileSync(file, desk);
  return file;
}

/** Six tiers, each of which hands over to every other, and a target in every hour. */
function eachToEach(folder) {
  const shares = [30, 25, 20, 15, 5, 5];
  const tiers = shares.map((_, i) => `tier${i + 1}`);
  const parts = [
    `title = "Each tier to each"`,
    `time = { start = 2026-01-05, horizon = "4 weeks", warm_up = "1 week" }`,
    `targets = { "service_level.call" = ">= 80% within 60 s in every hour on mon-fri", occupancy = "<= 90%" }`,
    ...["phone", "email"].map((channel, i) => {
      const patience = i ? "" : `patience = { law = "exponential", mean = "4 min" }`;
      return `[[case_class]]\nname = "${i ? "letter" : "call"}"\nchannel = "${channel}"\narrivals = { per_week = 500, profile = "office_hours" }\nhandle_time = { law = "lognormal", mean = "12 min", cv = 1 }\n${patience}\nenters_at = { ${tiers.map((t, j) => `${t} = "${shares[j]}%"`).join(", ")} }`;
    }),
    ...tiers.flatMap((tier) => [
      `[[tier]]\nname = "${tier}"\nresolve = "55%"\npending = { share = "15%", delay = "4 h" }\nescalates_to = { ${tiers.filter((t) => t !== tier).map((t) => `${t} = "20%"`).join(", ")} }`,
      `[[rep_group]]\nname = "group_${tier}"\ntier = "${tier}"\nheads = 8\nshift = "office"\nloaded_cost = "40 USD/h"`,
    ]),
  ];
  const file = join(folder, "six.toml");
  writeFileSync(file, parts.join("\n"));
  return file;
}

/** Half a year in summer and winter: rows are days, and clocks go back in the middle. */
function overAClockChange(folder) {
  const desk = readFileSync(at("docs/two-tiers.toml"), "utf8").replace("start = 2026-01-05", 'start = 2026-07-08, zone = "Europe/Berlin"');
  const file = join(folder, "days.toml");
  writeFileSync(file, desk);
  return file;
}

/**
 * Names of classes and tiers are letters and digits, or the scenario is refused; a file made by
 * somebody else may have any. The same page with other names in its data.
 */
function forge(folder, from) {
  const escaped = (value) => JSON.stringify(value).slice(1, -1).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("&", "\\u0026");
  const page = readFileSync(join(folder, `${from}.html`), "utf8");
  const begin = page.indexOf('id="report-data">');
  const end = page.indexOf("</script>", begin);
  const data = page
    .slice(begin, end)
    .replaceAll("how_to", escaped(`<b onclick=alert(1)>&"=1+1`))
    .replaceAll("tier1", escaped(`</script><img src=x onerror=window.harmed=1>`))
    .replaceAll("tier2", escaped(`{{b}}{a|x}\n{c}<!--<script>\u2028"`));
  const file = join(folder, "forged.html");
  writeFileSync(file, page.slice(0, begin) + data + page.slice(end));
  return { name: "forged", page: file, printed: "" };
}

/** Simulates and writes a page for each, or those named alone: [{ name, page, printed }]. */
export function pages(program, folder, only = []) {
  const run = (...words) => execFileSync(program, words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, SOURCE_DATE_EPOCH: "1767225600", TIERMIX_DATA: source } });
  const commands = {
    run: ["run", at("scenarios/03-three-tiers.toml"), "--replications", "10"],
    targets: ["run", at("scenarios/06-follow-the-sun.toml"), "--replications", "10"],
    one: ["run", at("docs/two-tiers.toml"), "--replications", "1"],
    careers: ["run", at("scenarios/training/desk.toml"), "--replications", "2"],
    compare: ["compare", ...["fixed-tiers", "early-escalation", "swarming"].map((n) => at(`scenarios/policies/${n}.toml`)), "--replications", "10"],
    grid: ["sweep", at("docs/two-tiers.toml"), "--vary", "rep_group.first_line.heads=10:14:2", "--vary", "rep_group.specialists.heads=6,7", "--replications", "5"],
    hypercube: ["sweep", at("docs/two-tiers.toml"), "--vary", "case_class.question.arrivals.per_week=1300:1600", "--vary", "case_class.question.patience.mean=5min:15min", "--design", "lhs", "--points", "8", "--replications", "5"],
    roi: ["roi", at("scenarios/training/desk.toml"), at("scenarios/training/product-knowledge.toml"), "--replications", "4"],
    days: ["run", overAClockChange(folder), "--replications", "5"],
    six: ["run", eachToEach(folder), "--replications", "5"],
    mixed: ["run", at("scenarios/05-mixed-channels.toml"), "--replications", "3"],
    harm: ["run", harmful(folder), "--replications", "5"],
  };
  const wanted = Object.entries(commands).filter(([name]) => !only.length || only.includes(name));
  const made = wanted.map(([name, words]) => {
    const printed = run(...words, "-o", `${name}.h5`, "--force");
    run("report", `${name}.h5`, "-o", `${name}.html`, "--force");
    return { name, page: join(folder, `${name}.html`), printed };
  });
  return only.length ? made : [...made, forge(folder, "run")];
}
