// Opens pages of real results in a real browser and looks at what is there.
//
//   node tests/run.mjs PROGRAM [PAGE...]   all pages of results.mjs, or those named alone
//
// Screenshots stay in tools/page/screenshots, which git ignores.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { kHarm, pages } from "./results.mjs";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const screenshots = fileURLToPath(new URL("../screenshots/", import.meta.url));
const kMostBytes = 3_000_000;

/** What must be there, by the kind of results: titles of the figures. */
const kFigures = {
  run: ["Demand and staff in a typical week", "Hour by hour in a typical week", "Week by week", "Where cases go", "What a case costs, by cause", "Time to resolve"],
  targets: ["Demand and staff in a typical week", "Where cases go"],
  one: ["Demand and staff in a typical week", "Time to resolve"],
  careers: ["People, month by month"],
  compare: ["Change against fixed-tiers", "Two measures against each other", "Why the cost per case changes"],
  grid: ["Response to what is varied", "What is worth a look"],
  hypercube: ["Response to what is varied", "What is worth a look"],
  roi: ["Cumulative cash flow", "Gain of each month", "Where the value comes from", "If the effect is not what is assumed"],
  days: ["Demand and staff in a typical week", "Day by day over the weeks", "Week by week", "Where cases go"],
  six: ["Demand and staff in a typical week", "Where cases go"],
  mixed: ["Demand and staff in a typical week", "Where cases go"],
  harm: ["Demand and staff in a typical week", "Where cases go"],
  forged: ["Demand and staff in a typical week", "Hour by hour in a typical week", "Where cases go", "Time to resolve"],
};

let failures = 0;
async function check(what, test) {
  try {
    await test();
  } catch (error) {
    failures += 1;
    console.error(`FAILED: ${what}\n${error.stack ?? error}`);
  }
}

/** A page with networking off, and all it complains about. */
async function open(browser, file, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1180, height: 900 },
    deviceScaleFactor: 1,
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
    offline: true,
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000); // a busy machine draws slowly
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(`console: ${message.text()}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== pathToFileURL(file).href && !request.url().startsWith("data:")) {
      complaints.push(`request: ${request.url()}`);
    }
  });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector('html[data-ready="1"]');
  return { page, complaints, close: () => context.close() };
}

async function everyChartIsDrawn(page, expected) {
  const figures = await page.$$eval(".figure", (nodes) =>
    nodes.map((n) => ({
      title: n.querySelector("h3").textContent,
      label: n.querySelector("[role=img]").getAttribute("aria-label"),
      shapes: n.querySelectorAll(".chart svg path, .chart svg polyline, .chart svg rect").length,
      ink: [...n.querySelectorAll(".chart svg text")].map((t) => t.textContent).join(" "),
      bad: [...n.querySelectorAll("path, polyline, polygon")].filter((p) => /NaN|undefined|Infinity/.test(p.outerHTML)).length,
    })),
  );
  for (const title of expected) {
    assert.ok(figures.some((f) => f.title === title), `no figure "${title}" among: ${figures.map((f) => f.title).join(", ")}`);
  }
  for (const f of figures) {
    assert.ok(f.shapes >= 5, `"${f.title}" has ${f.shapes} shapes`);
    assert.equal(f.bad, 0, `"${f.title}" has shapes without a place`);
    assert.match(f.label, /\d/, `the label of "${f.title}" has no number`);
    assert.doesNotMatch(f.label + f.ink, /NaN|undefined|Infinity|null/, `"${f.title}"`);
  }
}

async function everyTableHasRows(page) {
  const empty = await page.evaluate(() => {
    document.querySelectorAll("details").forEach((d) => (d.open = true));
    return new Promise((done) =>
      setTimeout(() => {
        const wrong = [...document.querySelectorAll("details")].filter((d) => !d.querySelector("table tbody tr, pre"));
        done([...wrong.map((d) => d.textContent), ...(/NaN|undefined|Infinity/.exec(document.getElementById("main").innerText) ?? [])]);
      }, 100),
    );
  });
  assert.deepEqual(empty, []);
}

/** Tab reaches every link, choice, drawer and table that scrolls, in the order of the page. */
async function keyboardReachesEverything(page) {
  const wanted = await page.$$eval("a[href], select, summary, [tabindex='0']", (nodes) => nodes.filter((n) => n.checkVisibility()).length);
  await page.evaluate(() => {
    document.activeElement?.blur();
    window.reached = new Set();
    document.addEventListener("focusin", (event) => window.reached.add(event.target));
  });
  for (let i = 0; i < wanted + 2; i += 1) {
    await page.keyboard.press("Tab");
  }
  const reached = await page.evaluate(() => window.reached.size);
  assert.ok(reached >= wanted, `${reached} of ${wanted} reached`);
}

/** No choice leaves a shape without a place. */
async function choicesWork(page) {
  const selects = page.locator(".figure select");
  const count = await selects.count();
  for (let i = 0; i < count; i += 1) {
    const select = selects.nth(i);
    const values = await select.locator("option").evaluateAll((o) => o.map((x) => x.value));
    for (const value of values.slice(0, 12)) {
      await select.selectOption(value);
      const bad = await select.evaluate((s) => /NaN|undefined|Infinity/.test(s.closest(".figure").querySelector("svg").outerHTML));
      assert.ok(!bad, `choice ${i}, ${value}`);
    }
  }
}

/** Of long tables, whose rows are alike, the first ones: axe takes its time for each cell. */
async function accessible(page, name) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(async () => {
    const behind = [...document.querySelectorAll("tbody")].flatMap((body) => [...body.rows].slice(12));
    behind.forEach((row) => (row.hidden = true));
    const found = await window.axe.run({ resultTypes: ["violations"] });
    behind.forEach((row) => (row.hidden = false));
    return found;
  });
  const serious = violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes[0].html}`), []);
  assert.ok(passes.length > 15, "axe looked at the page");
  if (violations.length) {
    console.log(`${name}: axe minds, less than serious: ${violations.map((v) => `${v.id} (${v.impact})`).join(", ")}`);
  }
}

/** The estimates of the page are those that the command printed, digit by digit. */
async function agreesWithTheScorecard(page, printed) {
  const rows = await page.$$eval("#scorecard tbody tr", (all) =>
    all.map((r) => [r.querySelector("th").textContent, r.querySelector("td").textContent]),
  );
  assert.ok(rows.length > 10);
  const squeezed = printed.split("\n").map((line) => line.replace(/\s+/g, " ").trim());
  for (const [label, estimate] of rows) {
    assert.ok(squeezed.some((line) => line.startsWith(`${label} ${estimate}`)), `"${label} ${estimate}" is not on the scorecard`);
  }
}

/** No cell is narrower than what stands in it. */
async function nothingOverprints(page) {
  const wide = await page.$$eval("main td, main th", (cells) =>
    cells.filter((c) => c.checkVisibility() && c.scrollWidth > c.clientWidth + 1).map((c) => c.textContent),
  );
  assert.deepEqual(wide, []);
}

/** No writing in a chart is cut by its edge or stands on other writing. */
async function chartsAreLegible(page) {
  const wrong = await page.$$eval(".chart svg", (charts) =>
    charts.flatMap((chart) => {
      const edge = chart.getBoundingClientRect();
      const texts = [...chart.querySelectorAll("text")].map((t) => ({ text: t.textContent, box: t.getBoundingClientRect() })).filter((t) => t.box.width > 0);
      const shared = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
      const title = chart.closest(".figure").querySelector("h3").textContent;
      return texts.flatMap(({ text, box }, i) => [
        ...(box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1 ? [`${title}: "${text}" is cut`] : []),
        ...texts.slice(i + 1).filter((other) => shared(box, other.box)).map((other) => `${title}: "${text}" on "${other.text}"`),
      ]);
    }),
  );
  assert.deepEqual(wrong, []);
}

/**
 * In the chart of flows nothing is written on a bar, and no name or figure is cut or stands on another;
 * every flow has its figure there or in the table below it.
 */
async function flowsAreLegible(page) {
  await chartsAreLegible(page);
  const figure = page.locator(".figure").filter({ has: page.getByRole("heading", { name: "Where cases go" }) });
  const { texts, bars, below, all } = await figure.evaluate((f) => {
    const boxOf = (e) => (({ left, right, top, bottom }) => ({ left, right, top, bottom }))(e.getBoundingClientRect());
    f.querySelector("details").open = true;
    return new Promise((done) =>
      setTimeout(() => {
        const rows = (root) => [...root.querySelectorAll("tbody tr")].map((r) => [...r.children].map((c) => c.textContent));
        done({
          texts: [...f.querySelectorAll(".chart svg text")].map((t) => ({ text: t.textContent, ...boxOf(t) })),
          // Ribbons can be seen through, and what else is opaque is as wide as the chart.
          bars: [...f.querySelectorAll(".chart svg path:not([fill-opacity])")].map(boxOf).filter((b) => b.right - b.left < 20),
          below: rows(f.querySelector(".below")),
          all: rows(f.querySelector("details")),
        });
      }, 100),
    );
  });
  assert.ok(bars.length > 3, `${bars.length} bars`);
  const on = (t) => bars.some((b) => t.left < b.right && b.left < t.right && t.top + 2 < b.bottom && b.top < t.bottom - 2);
  assert.deepEqual(texts.filter(on).map((t) => t.text), [], "on a bar");
  // The first contact of all cases at one tier needs no figure.
  const entries = all.filter((row) => row[1] === "first contact");
  const flows = all.filter((row) => row[0] !== "all" && row[1] !== "still open when the run stopped" && !(entries.length === 1 && row === entries[0]));
  const said = [...texts.map((t) => t.text), ...below.flatMap((row) => row[2].replaceAll("\u00a0", " ").split("; ").map((way) => /\S+ ± \S+$/.exec(way)?.[0] ?? way))];
  for (const figure of new Set(flows.map((row) => row[3]))) {
    assert.equal(said.filter((s) => s === figure).length, flows.filter((row) => row[3] === figure).length, `${figure} in the chart or below it, once for each flow`);
  }
  return { written: texts.filter((t) => t.text.includes("±")).length, below: below.length };
}

/** The table of all points needs no scrolling on a screen. */
async function pointsFit(page) {
  await page.setViewportSize({ width: 1280, height: 900 });
  const wide = await page.$eval("#points .scroll", (s) => [s.scrollWidth, s.clientWidth, s.querySelectorAll("thead th").length]);
  assert.ok(wide[0] <= wide[1], `${wide[2]} columns need ${wide[0]} of ${wide[1]} px`);
}

/** A target in every hour says which hour decides. */
async function hoursAreNamed(page) {
  const rows = await page.$$eval("#targets tbody tr", (all) => all.map((r) => [...r.children].map((c) => c.textContent)));
  assert.match(rows[0][3], /^\d\d:\d\d.*, one of \d+$/, rows[0].join("|"));
  assert.equal(rows[1][3], "the whole time");
}

/** Contacts after the first of their case are marked at the tier that they come to. */
async function returnsAreMarked(page) {
  const marks = await page
    .locator(".figure")
    .filter({ has: page.getByRole("heading", { name: "Where cases go" }) })
    .locator(".chart svg text")
    .evaluateAll((all) => all.map((t) => t.textContent).filter((text) => text.startsWith("↻")));
  assert.ok(marks.every((text) => /^↻ \d+\.?\d* (again|asked)$/.test(text)), marks.join());
  assert.equal(marks.filter((text) => text.endsWith("again")).length, 3, marks.join());
  assert.equal(marks.filter((text) => text.endsWith("asked")).length, 3, marks.join());
}

/** Slots are days, each as wide as the others, the last one to the end of the axis. */
async function daysAreDays(page) {
  const figures = page.locator(".figure");
  const week = figures.filter({ has: page.getByRole("heading", { name: "Demand and staff in a typical week" }) });
  assert.match(await week.locator(".lead").textContent(), /per day/);
  assert.doesNotMatch(await page.textContent("main"), /per hour|Hour by hour/);
  const lines = await week.locator(".chart svg path").evaluateAll((all) =>
    all
      .filter((p) => p.getAttribute("fill") === "none" && p.getAttribute("stroke-width") === "2")
      .map((p) => ({ right: p.getBBox().x + p.getBBox().width, all: p.ownerSVGElement.clientWidth })),
  );
  assert.equal(lines.length, 2, "demand and staff");
  for (const line of lines) {
    assert.ok(Math.abs(line.right - (line.all - 12)) < 2, `the line ends at ${line.right} of ${line.all} px`);
  }
  const slots = await week.locator("tbody tr th").allTextContents();
  assert.deepEqual(slots, ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].slice(0, slots.length));
  assert.ok(slots.length >= 5);
}

/** Of the table of the flows: every case enters once and ends once. */
async function flowsSumToTheCases(page) {
  const rows = await page
    .locator(".figure")
    .filter({ has: page.getByRole("heading", { name: "Where cases go" }) })
    .locator("tbody tr")
    .evaluateAll((all) => all.map((r) => [...r.children].map((c) => c.textContent)));
  for (const what of ["first contacts", "ends"]) {
    assert.equal(rows.find((r) => r[0] === "all" && r[1] === what)?.[3], "100.0", what);
  }
}

async function main() {
  const program = resolve(process.argv[2] ?? "");
  if (!existsSync(program)) {
    console.error("usage: node tests/run.mjs PROGRAM [PAGE...]");
    process.exit(2);
  }
  const only = process.argv.slice(3);
  const among = (names) => names.filter((name) => !only.length || only.includes(name));
  const folder = mkdtempSync(join(tmpdir(), "tiermix-page-"));
  rmSync(screenshots, { recursive: true, force: true });
  mkdirSync(screenshots, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb", "--font-render-hinting=none"],
  });
  try {
    const made = pages(program, folder, only);
    for (const { name, page: file, printed } of made) {
      await check(`${name}: size`, () => assert.ok(statSync(file).size < kMostBytes, `${statSync(file).size} bytes`));
      const { page, complaints, close } = await open(browser, file);
      await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
      await check(`${name}: every chart is drawn`, () => everyChartIsDrawn(page, kFigures[name]));
      await check(`${name}: keyboard`, () => keyboardReachesEverything(page));
      if (name === "run" || name === "targets") {
        await check(`${name}: the same numbers as the scorecard`, () => agreesWithTheScorecard(page, printed));
      }
      await check(`${name}: choices`, () => choicesWork(page));
      await check(`${name}: tables`, () => everyTableHasRows(page));
      await check(`${name}: nothing overprints`, () => nothingOverprints(page));
      if (kFigures[name].includes("Where cases go")) {
        await check(`${name}: flows`, () => flowsSumToTheCases(page));
        await check(`${name}: flows are legible`, () => flowsAreLegible(page));
      }
      await check(`${name}: charts are legible`, () => chartsAreLegible(page));
      if (name === "run") {
        await check("run: returns are marked", () => returnsAreMarked(page));
      }
      if (name === "grid" || name === "hypercube") {
        await check(`${name}: all points fit`, () => pointsFit(page));
      }
      if (name === "six") {
        await check("six: hours are named", () => hoursAreNamed(page));
      }
      if (name === "days") {
        await check("days: days are days", () => daysAreDays(page));
      }
      if (name === "one") {
        await check("one: says that there is no interval", async () => {
          const leads = await page.locator(".figure .lead").allTextContents();
          assert.ok(leads.length > 1 && leads.every((text) => text.includes("One replication has no interval")), leads.join());
        });
      }
      await check(`${name}: accessible`, () => accessible(page, name));
      if (name === "harm" || name === "forged") {
        await check(`${name}: names stay text`, async () => {
          await page.mouse.move(500, 700);
          assert.equal(await page.evaluate(() => window.harmed), undefined);
          assert.ok(name === "forged" || (await page.textContent("h1")) === kHarm);
          assert.ok(name === "harm" || (await page.textContent("main")).includes("<img src=x onerror"));
          assert.equal(await page.$$eval("#page img, #page script, #page b", (n) => n.length), 0);
        });
      }
      await check(`${name}: no complaint, no request`, () => assert.deepEqual(complaints, []));
      await close();
    }
    for (const name of among(["grid", "roi", "targets"])) {
      const phone = await open(browser, join(folder, `${name}.html`), { viewport: { width: 390, height: 800 } });
      await check(`${name}: charts are legible on a phone`, () => chartsAreLegible(phone.page));
      await phone.close();
    }
    for (const name of among(["targets", "mixed", "six"])) {
      const file = join(folder, `${name}.html`);
      const phone = await open(browser, file, { viewport: { width: 390, height: 800 } });
      await check(`${name}: flows are legible on a phone`, () => flowsAreLegible(phone.page));
      await phone.close();
      const screen = await open(browser, file, { viewport: { width: 1280, height: 900 } });
      await check(`${name}: flows are legible on a screen and on paper`, async () => {
        const { written } = await flowsAreLegible(screen.page);
        assert.ok(written >= 3, `${written} figures in the chart`);
        await screen.page.emulateMedia({ media: "print" });
        await flowsAreLegible(screen.page);
      });
      await screen.close();
    }
    for (const name of among(["run", "compare"])) {
      const file = join(folder, `${name}.html`);
      const dark = await open(browser, file, { colorScheme: "dark" });
      await dark.page.screenshot({ path: join(screenshots, `${name}-dark.png`), fullPage: true });
      await check(`${name}: accessible in the dark`, () => accessible(dark.page, `${name}, dark`));
      await check(`${name}: dark is dark`, async () => {
        const back = await dark.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.ok(/rgb\((\d+)/.exec(back)[1] < 40, back);
      });
      await check(`${name}: paper is white and holds every chart`, async () => {
        await dark.page.emulateMedia({ media: "print" });
        // A4 within the margins of the page, of 14 mm, and those of a figure; print-outs are cut there.
        const room = await dark.page.$eval(".figure", (f) => {
          const style = getComputedStyle(f);
          return ((210 - 28) / 25.4) * 96 - ["paddingLeft", "paddingRight", "borderLeftWidth", "borderRightWidth"].reduce((sum, side) => sum + parseFloat(style[side]), 0);
        });
        const widths = () => dark.page.$$eval(".chart svg", (all) => all.map((s) => s.getBoundingClientRect().width));
        // Charts are drawn anew for paper, a moment after the medium has changed.
        let wide = await widths();
        for (let tries = 0; tries < 50 && wide.some((w) => w > room); ++tries) {
          await dark.page.waitForTimeout(100);
          wide = await widths();
        }
        assert.ok(wide.length > 2 && wide.every((w) => w > 300 && w <= room), `${wide.join()} of ${room}`);
        const ink = await dark.page.$eval(".chart svg text", (t) => getComputedStyle(t).fill);
        assert.ok(/rgb\((\d+)/.exec(ink)[1] < 120, `${ink} on white`);
        await nothingOverprints(dark.page);
        await dark.page.pdf({ path: join(screenshots, `${name}.pdf`), format: "A4" });
      });
      await dark.close();
      const phone = await open(browser, file, { viewport: { width: 390, height: 800 } });
      await phone.page.screenshot({ path: join(screenshots, `${name}-phone.png`), fullPage: true });
      await check(`${name}: fits a phone`, async () => {
        const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 390, `${wide} px wide`);
        await chartsAreLegible(phone.page);
      });
      await phone.close();
    }
    console.log(`${made.length} pages, ${failures} failures; screenshots in tools/page/screenshots`);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  process.exitCode = failures ? 1 : 0;
}

await main();
