/// <reference lib="dom" />
// Every view for reading: click through, search, earlier versions, a change followed live, and the export opened as files.
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { heading, look, step, withBrowser, withServer } from "./page-tools.mjs";

export async function reading(tree) {
  await withServer(tree, [tree.root], (page, origin) => live(page, origin, tree));
  await exported(tree);
}

async function live(page, origin, tree) {
  await step("opens by its link, which then shows no token", async () => {
    await heading(page, "shop");
    assert.equal(page.url(), `${origin}/`);
    assert.equal(await page.title(), "shop – Stemma");
    await page.reload();
    await heading(page, "shop");
  });
  await look(page, "overview");
  await step("has a map whose parts lead to their folders, and colours to choose", async () => {
    await page.getByLabel("what tests reach").check();
    assert.ok((await page.locator("svg.treemap .shade-test").count()) > 0);
    // Of its three functions the tests call one.
    await page
      .locator(
        "svg.treemap a[aria-label^='shop/prices.py:'][aria-label$='tests come to 50 % of the functions']",
      )
      .waitFor();
    await look(page, "overview by tests");
    await page.locator("svg.treemap a[href*='id=tests']").last().click();
    await heading(page, "test_prices.py");
    await page.goBack();
    await heading(page, "shop");
  });
  await step("leads from a folder to a file to a symbol that is called, and back", async () => {
    await page.getByRole("main").getByRole("link", { name: "shop", exact: true }).first().click();
    await heading(page, "shop");
    await page.waitForURL(/place\?id=shop$/u);
    // Its text names its parts and no more.
    assert.equal(await page.getByText("Nothing is documented here yet").count(), 0);
    await look(page, "folder");
    await page.getByRole("main").getByRole("link", { name: "shop/prices.py", exact: true }).first().click();
    await heading(page, "prices.py");
    await look(page, "file");
    await page.locator(".source a.call", { hasText: "rounded" }).first().click();
    await heading(page, "rounded function");
    await look(page, "symbol");
    await page.getByRole("button", { name: "2 steps" }).click();
    await page.locator(".graph canvas").first().waitFor();
    await page.locator("summary", { hasText: "As a list" }).click();
    await page.locator(".neighbourhood li", { hasText: "Tariff.of calls rounded" }).waitFor();
    await look(page, "neighbourhood");
    await page.goBack();
    await heading(page, "prices.py");
    await page.getByRole("button", { name: "Show it sentence by sentence" }).click();
    await page.getByText("names no sources").waitFor();
    await look(page, "file, sentence by sentence");
    await page.getByRole("link", { name: "line 9", exact: true }).first().click();
    await page.waitForURL(/#L9$/u);
  });
  await step("says which texts mention a symbol, and where", async () => {
    await page.goto(`${origin}/place?id=shop%2Fprices.py%23Tariff.of`);
    const mentioned = page.locator(".related", { hasText: "Mentioned in" });
    await mentioned
      .getByRole("link", { name: /README\.md/u })
      .first()
      .waitFor();
    await mentioned.getByRole("link", { name: "line 7" }).click();
    await heading(page, "README.md");
    await page.waitForURL(/#L7$/u);
  });
  await step("goes anywhere from the palette, by keyboard alone", async () => {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "Where to go" }).waitFor();
    await page
      .getByRole("option", { name: /main branch/u })
      .first()
      .waitFor();
    await look(page, "palette");
    await page.keyboard.type("hist");
    assert.equal(await page.locator(".palette [aria-selected=true] .name").textContent(), "History");
    await page.keyboard.press("Enter");
    await heading(page, "History of the documentation");
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H1");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("rounded");
    await page
      .getByRole("option", { name: /^rounded/u })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await heading(page, "rounded function");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("branch main");
    await page
      .getByRole("option", { name: /main branch/u })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("You look at the tree as of main").waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Go to …" }).click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
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
    await page.getByLabel("Below a folder, file or glob").fill("tests");
    await page.getByRole("button", { name: "Search again" }).click();
    await page.waitForURL(/path=tests/u);
    await page.waitForFunction(() => document.querySelector("main[aria-busy=true]") === null);
    assert.equal(await page.locator(".results a[href*='prices.py%23Tariff']").count(), 0);
  });
  await step("tells the history and what a commit changed, word by word", async () => {
    await page.getByRole("link", { name: "History", exact: true }).click();
    await heading(page, "History of the documentation");
    await look(page, "history");
    // One of git's that nobody documented, on a branch that the index does not have.
    await page.locator(".commits li", { hasText: "Only in git" }).getByText("not documented").waitFor();
    await page
      .locator(".commits li", { hasText: "Only in git" })
      .locator(".ref.git", { hasText: "aside" })
      .waitFor();
    const documented = page.locator(".commits li", { hasText: "Price in euros" }).first();
    assert.equal(await documented.locator("svg.git .dot").count(), 1);
    assert.equal(await documented.locator("svg.index .dot").count(), 1);
    await page.getByRole("link", { name: "Price in euros" }).first().click();
    await heading(page, "Price in euros");
    await page.locator("ins", { hasText: "whole euros" }).first().waitFor();
    await page.locator("del", { hasText: "cents" }).first().waitFor();
    await page.getByLabel("Before and after beside each other").check();
    await page.locator(".beside del", { hasText: "cents" }).first().waitFor();
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
async function exported(tree) {
  const site = join(tree.place, "site");
  tree.stemma("export", "--site", site);
  await withBrowser("file:", async (page) => {
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
      const of = page.locator("[id='symbol-Tariff.of']");
      await of.locator("summary", { hasText: "When it changed" }).click();
      await of.locator(".revisions ins", { hasText: "whole euros" }).waitFor();
      await of.locator(".revisions li", { hasText: "added" }).waitFor();
      await look(page, "exported history");
      await page
        .locator("[id='symbol-Tariff.of'] .related", { hasText: "Mentioned in" })
        .getByRole("link", { name: "line 7" })
        .click();
      await heading(page, "README.md");
    });
  });
}
