/// <reference lib="dom" />
import { chromium } from "playwright-core";
import { findChromium } from "../e2e/find-chromium.mjs";

/** Notes when a view is there: its heading is, and nothing is waited for. Runs in the page, before its own program. */
function noteViews() {
  const note = () => {
    const main = document.querySelector("main");
    const isThere = main?.getAttribute("aria-busy") === "false" && main.querySelector("h1") !== null;
    if (isThere && globalThis["wanted"] !== undefined) {
      globalThis["wanted"](performance.now());
      globalThis["wanted"] = undefined;
    }
  };
  globalThis["shown"] = new Promise((resolve) => {
    globalThis["wanted"] = resolve;
  });
  new MutationObserver(note).observe(document, { childList: true, subtree: true, attributes: true });
}

/** Runs `work` with a browser whose pages note when their views are there. */
export async function withPages(work) {
  const browser = await chromium.launch(findChromium());
  try {
    return await work(async () => {
      const page = await (await browser.newContext()).newPage();
      await page.addInitScript(noteViews);
      return page;
    }, browser.version());
  } finally {
    await browser.close();
  }
}

/** Milliseconds from the navigation until the view is there, in a browser that has nothing of the program yet. */
export async function firstView(page, address) {
  const debug = await page.context().newCDPSession(page);
  await debug.send("Network.clearBrowserCache");
  await debug.detach();
  await page.goto(address);
  return page.evaluate(() => globalThis["shown"]);
}

/** Milliseconds from a click on a link to an address until its view is there. */
export async function nextView(page, address) {
  return page.evaluate(async (to) => {
    const link = Object.assign(document.createElement("a"), { href: to });
    document.body.append(link);
    const startedAt = performance.now();
    const shown = new Promise((resolve) => {
      // The click begins to ask at once: what is seen after that is the answer.
      queueMicrotask(() => {
        globalThis["wanted"] = resolve;
      });
    });
    link.click();
    link.remove();
    return Number(await shown) - startedAt;
  }, address);
}
