/// <reference lib="dom" />
// Drives the page of a real documented tree in a real browser: every view, search, earlier versions, a change followed live, and the
// export opened as files. axe looks at each view; an error in the console or a request to anywhere else fails.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { findChromium } from "./find-chromium.mjs";
import { bin, SampleTree } from "./sample-tree.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch(await findChromium());
const tree = new SampleTree();
const server = spawn(process.execPath, [bin, "serve", tree.root, "--json"], {
  env: tree.environment,
  stdio: ["ignore", "pipe", "inherit"],
});
/** What must not happen on any page. */
const faults = [];
let steps = 0;

try {
  const [printed] = await once(server.stdout, "data");
  const { link } = JSON.parse(String(printed));
  const { origin } = new URL(link);
  const page = await newPage(origin);
  await live(page, link, origin);
  await exported();
  assert.deepEqual(faults, []);
  // Whoever still follows the tree is cut off, which the browser calls an error.
  await ends();
  console.log(`${steps} steps, Chromium ${browser.version()}`);
} finally {
  server.kill("SIGKILL");
  await browser.close();
  tree.remove();
}

/** A page that notes what it must not do. */
async function newPage(origin) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("response", async (response) => {
    if (response.status() >= 400)
      faults.push(`${response.status()} ${response.url()}: ${await response.text().catch(() => "")}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) faults.push(`request: ${request.url()}`);
  });
  return page;
}

async function live(page, link, origin) {
  await step("opens by its link, which then shows no token", async () => {
    await page.goto(link);
    await heading(page, "shop");
    assert.equal(page.url(), `${origin}/`);
    assert.equal(await page.title(), "shop – Stemma");
    await page.reload();
    await heading(page, "shop");
  });
  await look(page, "overview");
  await step("has a map whose parts lead to their folders, and colours to choose", async () => {
    await page.getByLabel("tests and code").check();
    assert.ok((await page.locator("svg.treemap .shade-test").count()) > 0);
    await page.locator("svg.treemap a[href*='id=tests']").last().click();
    await heading(page, "test_prices.py");
    await page.goBack();
    await heading(page, "shop");
  });
  await step("leads from a folder to a file to a symbol that is called, and back", async () => {
    await page.getByRole("main").getByRole("link", { name: "shop", exact: true }).first().click();
    await heading(page, "shop");
    await page.waitForURL(/place\?id=shop$/u);
    await look(page, "folder");
    await page.getByRole("main").getByRole("link", { name: "shop/prices.py", exact: true }).first().click();
    await heading(page, "prices.py");
    await look(page, "file");
    await page.locator(".source a.call", { hasText: "rounded" }).first().click();
    await heading(page, "rounded function");
    await look(page, "symbol");
    await page.goBack();
    await heading(page, "prices.py");
    await page.getByRole("link", { name: "line 9", exact: true }).first().click();
    await page.waitForURL(/#L9$/u);
  });
  await step("searches as one types, by keyboard alone", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("roun");
    await page.getByRole("option").first().waitFor();
    await look(page, "suggestions");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await heading(page, "rounded function", "test_rounded function");
    await page.keyboard.press("/");
    await page.keyboard.type("what do customers pay");
    await page.keyboard.press("Enter");
    await heading(page, "What answers “what do customers pay”");
    await page.locator(".results a", { hasText: "Tariff" }).first().waitFor();
    await look(page, "search");
  });
  await step("tells the history and what a commit changed, word by word", async () => {
    await page.getByRole("link", { name: "History", exact: true }).click();
    await heading(page, "History of the documentation");
    await look(page, "history");
    await page.getByRole("link", { name: "Price in euros" }).first().click();
    await heading(page, "Price in euros");
    await page.locator("ins", { hasText: "whole euros" }).first().waitFor();
    await page.locator("del", { hasText: "cents" }).first().waitFor();
    await look(page, "changes");
    await page.goBack();
    await page.getByRole("button", { name: "Compare" }).click();
    await page.locator("ins", { hasText: "whole euros" }).first().waitFor();
  });
  await step("goes back in time, and comes back", async () => {
    await page.getByRole("link", { name: "History", exact: true }).click();
    await page.getByRole("link", { name: "Look at the tree as of this commit" }).last().click();
    await page.getByText("You look at the tree as of").first().waitFor();
    await page.goto(
      `${origin}/place?id=shop%2Fprices.py%23Tariff.of&at=${new URL(page.url()).searchParams.get("at")}`,
    );
    await page.getByText("Looks a price up, in cents.").first().waitFor();
    await look(page, "an earlier version");
    await page.getByRole("link", { name: "Back to now" }).click();
    await page.getByText("Looks a price up, in whole euros.").first().waitFor();
    await page.getByRole("button", { name: "Show its history" }).click();
    await page.locator(".commits ins", { hasText: "whole euros" }).first().waitFor();
  });
  await step("tells the last run", async () => {
    await page.getByRole("link", { name: "Run", exact: true }).click();
    await page.getByText("complete", { exact: true }).first().waitFor();
    await look(page, "run");
  });
  await step("follows an edit and what another command documents, without being loaded anew", async () => {
    await page.goto(`${origin}/place?id=run`);
    await page.getByText("Sells one piece.").first().waitFor();
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    tree.write(
      "shop/main.py",
      '"""Begins here."""\n\n\ndef run(item):\n    """Gives one piece away."""\n    return item\n',
    );
    await page.getByText("1 file differs").first().waitFor();
    tree.stemma("document", "--quiet");
    await page.getByText("Gives one piece away.").first().waitFor();
    assert.equal(await page.evaluate(() => "isSamePage" in globalThis), true);
  });
  await step("shows hostile texts as texts", async () => {
    for (const path of ["/", "/place?id=shop%2Fprices.py", "/place?id=%3Cb%3E.py", "/history"]) {
      await page.goto(origin + path);
      await page.locator("h1").waitFor();
      assert.notEqual(await page.title(), "attacked");
      assert.equal(await page.locator("main img, main script").count(), 0);
    }
  });
  await step("fits a phone, the dark, and 400 % zoom", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    for (const width of [320, 390]) {
      await page.setViewportSize({ width, height: 700 });
      for (const path of ["/", "/place?id=shop%2Fprices.py", "/history", "/run"]) {
        await page.goto(origin + path);
        await page.locator("h1").waitFor();
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(overflow, 0, `${path} is too wide for ${width}`);
        await look(page, `${path} at ${width}, dark`);
      }
    }
  });
}

/** The export, opened as files without any server. */
async function exported() {
  const site = join(tree.place, "site");
  tree.stemma("export", "--site", site);
  const page = await newPage("file:");
  await step("reads the export, opened as files, and searches it without a server", async () => {
    await page.goto(pathToFileURL(join(site, "index.html")).href);
    await heading(page, "shop");
    await look(page, "exported overview");
    await page.getByRole("link", { name: "shop/main.py" }).last().click();
    await heading(page, "main.py");
    await look(page, "exported file");
    await page.keyboard.press("/");
    await page.keyboard.type("whole cents");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await heading(page, "prices.py");
    assert.match(page.url(), /prices\.py\.html#symbol-rounded$/u);
    assert.equal(await page.locator("main img, main script").count(), 0);
  });
}

async function ends() {
  await step("ends with code 0 within a second of Ctrl-C", async () => {
    const startedAt = performance.now();
    server.kill("SIGINT");
    const [code] = await once(server, "exit");
    assert.equal(code, 0);
    assert.ok(performance.now() - startedAt < 1_000);
  });
}

async function step(name, work) {
  const startedAt = performance.now();
  try {
    await work();
  } catch (error) {
    console.error(`✗ ${name}\n${faults.join("\n")}`);
    throw error;
  }
  steps++;
  console.log(`✓ ${name} (${Math.round(performance.now() - startedAt)} ms)`);
}

/** Waits until the heading is one of these. */
async function heading(page, ...texts) {
  await page.waitForFunction((wanted) => wanted.includes(document.querySelector("h1")?.textContent), texts);
}

/** axe, by the rules of WCAG 2.2 A and AA. */
async function look(page, view) {
  await page.waitForFunction(
    () => document.querySelector("h1") !== null && document.querySelector("main[aria-busy=true]") === null,
  );
  // Through the debugger, so that the page's policy stays as it is.
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await globalThis["axe"].run(document, { runOnly: tags, preload: false });
    return found.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html)
          .slice(0, 3)
          .join(" ")}`,
    );
  });
  for (const violation of violations) faults.push(`axe, ${view}: ${violation}`);
}
