// A directory of Chroma's, and the tree's own collection.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { heading, look, step, withServer } from "./page-tools.mjs";

export async function data(tree) {
  const place = join(tree.place, "data");
  const lines = join(tree.place, "letters.jsonl");
  const letters = Array.from({ length: 60 }, (_, at) => ({
    id: `letter ${at}`,
    document:
      at === 7
        ? "The ferry leaves at nine. <script>document.title = 'attacked'</script>"
        : `Letter number ${at}.`,
    metadata: { number: at, topic: at % 2 === 0 ? "even" : "odd" },
  }));
  writeFileSync(lines, letters.map((letter) => JSON.stringify(letter)).join("\n"));
  tree.stemma("collection", "create", "letters", "--data", place);
  tree.stemma("collection", "add", "letters", lines, "--data", place);
  await withServer(tree, ["--data", place], async (page, origin) => {
    await step("browses a directory of Chroma's: collections, pages, filters, a record", async () => {
      await heading(page, "Collections in data");
      await look(page, "collections");
      await page.getByRole("link", { name: "letters", exact: true }).click();
      await heading(page, "letters");
      await page.getByText("Records 1 to 50 of 60").waitFor();
      await look(page, "records");
      await page.getByRole("link", { name: "Further records" }).click();
      await page.getByText("Records 51 to 60 of 60").waitFor();
      await page.getByLabel("Key").fill("number");
      await page.locator("select[name=operator]").selectOption("$lt");
      await page.getByLabel("Value").fill("3");
      await page.getByRole("button", { name: "Filter" }).click();
      await page.getByText("Records 1 to 3", { exact: true }).waitFor();
      assert.equal(new URL(page.url()).searchParams.get("where"), '{"number":{"$lt":3}}');
      await page.reload();
      await page.getByText("Records 1 to 3", { exact: true }).waitFor();
      await typesWhileAsking(page, "when does the boat leave");
      await page.getByRole("button", { name: "Find the nearest" }).click();
      await page.locator(".records li").first().getByRole("link", { name: "letter 7", exact: true }).click();
      await heading(page, "letter 7");
      await page.getByText("Nearest to it").waitFor();
      assert.notEqual(await page.title(), "attacked");
      await look(page, "record");
    });
    await step("draws a map of the vectors whose points lead to their records", async () => {
      await page.goto(`${origin}/collections/map?collection=letters`);
      await heading(page, "letters");
      assert.equal(await page.locator(".vector-map circle").count(), 60);
      await look(page, "vector map");
      await page.locator(".vector-map circle[data-at='7']").click({ force: true });
      await page.locator("h1", { hasText: "letter" }).waitFor();
    });
  });
  await withServer(tree, [tree.root], async (page, origin) => {
    await step("shows the tree's own collection with its history", async () => {
      await page.getByRole("link", { name: "Collections", exact: true }).click();
      await page.getByRole("link", { name: "documentation", exact: true }).click();
      await heading(page, "documentation");
      await page.goto(`${origin}/collections/history`);
      await heading(page, "History of the collections");
      await look(page, "history of collections");
      await page.getByRole("link", { name: "What is not committed" }).click();
      await heading(page, "Changes that are not committed");
      await page.goBack();
      await page.getByRole("link", { name: "Look at the collections as of this commit" }).last().click();
      await page.getByText("You look at the collections as of").waitFor();
      await page.getByRole("link", { name: "documentation", exact: true }).click();
      await page.locator(".records li").first().waitFor();
      await look(page, "records of an earlier version");
    });
  });
}

/** What is typed while an answer is waited for stays. */
async function typesWhileAsking(page, text) {
  const isAsked = "**/api/records?*";
  let answer = () => undefined;
  const isTyped = new Promise((resolve) => (answer = () => void resolve(undefined)));
  await page.route(isAsked, async (route) => {
    await isTyped;
    await route.continue();
  });
  await page.getByRole("link", { name: "All records" }).click();
  const field = page.getByLabel("What is it about");
  await field.fill(text);
  answer();
  await page.getByText("Records 1 to 50 of 60").waitFor();
  assert.equal(await field.inputValue(), text);
  await page.unroute(isAsked);
}
