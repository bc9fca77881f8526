/// <reference lib="dom" />
// What every part of the suite uses: pages that note what they must not do, steps, and axe.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { findChromium } from "./find-chromium.mjs";
import { bin } from "./sample-tree.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What must not happen on any page. */
export const faults = [];
let steps = 0;

/** How many steps were done. */
export const stepsDone = () => steps;

/** Runs `work` on the page of a server of its own, which must end as it should. */
export async function withServer(tree, args, work, launched = findChromium) {
  const server = spawn(process.execPath, [bin, "serve", ...args, "--json"], {
    env: tree.environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [printed] = await once(server.stdout, "data");
    const { link } = JSON.parse(String(printed));
    const { origin } = new URL(link);
    await withBrowser(
      origin,
      async (page) => {
        await page.goto(link);
        await work(page, origin);
      },
      launched,
    );
    server.kill("SIGINT");
    const [code, ended] = await once(server, "exit");
    // On a machine that is busy beyond measure it ends itself by force, as it may after a second.
    assert.ok(code === 0 || ended === "SIGKILL", `it ended with ${code ?? ended}`);
  } finally {
    server.kill("SIGKILL");
  }
}

/** Which Chromium it was. */
export let version = "";

/** Runs `work` on a page of a browser of its own: one without processes to spare mixes the cookies of several contexts. */
export async function withBrowser(origin, work, launched = findChromium) {
  const browser = await chromium.launch(launched());
  version = browser.version();
  try {
    await work(await newPage(browser, origin));
  } finally {
    await browser.close();
  }
}

/** A page that notes what it must not do. */
async function newPage(browser, origin) {
  const context = await browser.newContext();
  const page = await context.newPage();
  // Against a hang; a machine may be busy.
  page.setDefaultTimeout(120_000);
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

/** One thing that is tried. */
export async function step(name, work) {
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
export async function heading(page, ...texts) {
  await page.waitForFunction((wanted) => wanted.includes(document.querySelector("h1")?.textContent), texts);
}

/** axe, by the rules of WCAG 2.2 A and AA, in the light and in the dark. */
export async function look(page, view) {
  await quiet(page);
  // Through the debugger, so that the page's policy stays as it is.
  await page.evaluate(axe);
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme });
    await looked(page, `${view}, ${colorScheme}`);
  }
}

/** Waits until what was asked for is shown. */
export async function quiet(page) {
  await page.waitForFunction(
    () => document.querySelector("h1") !== null && document.querySelector("main[aria-busy=true]") === null,
  );
}

async function looked(page, view) {
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
