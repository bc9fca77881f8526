// Merges with a conflict, and a run: what the page does where the server allows it.
import assert from "node:assert/strict";
import { faults, heading, look, step, withServer } from "./page-tools.mjs";

const prices = "shop/prices.py";

/** A branch that says something else of one function than `main` does. */
export function diverge(tree) {
  const text = (says) =>
    `"""Prices of goods."""\n\n\ndef rounded(price):\n    """Rounds a price to ${says}."""\n    return round(price)\n`;
  const say = (says) => {
    tree.write(prices, text(says));
    tree.commit(`Say ${says}`);
    tree.stemma("document", "--quiet");
  };
  say("whole cents");
  tree.git("switch", "--quiet", "--create", "feature");
  say("whole euros");
  tree.git("switch", "--quiet", "main");
  say("whole francs");
}

export async function writing(tree) {
  diverge(tree);
  await withServer(tree, [tree.root], async (page) => {
    await step("shows what a merge would change, and changes nothing where it only reads", async () => {
      await page.getByRole("link", { name: "Merge", exact: true }).click();
      await heading(page, "Merge");
      await look(page, "merge, nothing chosen");
      await page.getByRole("button", { name: "Show what it would change" }).click();
      await heading(page, "Merge feature into main");
      await page.locator(".conflict ins", { hasText: "euros" }).waitFor();
      await page.getByText("This page only reads.").waitFor();
      assert.equal(await page.locator(".conflict button, .buttons button").count(), 0);
      await look(page, "merge, previewed");
    });
  });
  await withServer(tree, [tree.root, "--allow-write"], async (page, origin) => {
    await step("decides a conflict by a text of one's own, and merges", async () => {
      await page.goto(`${origin}/merge?ref=feature`);
      await page.getByRole("button", { name: "Decide the conflicts" }).click();
      await page.getByRole("button", { name: "Take the other branch's", exact: true }).first().click();
      await page.getByText("Conflicts: 0 of 1 open").waitFor();
      await look(page, "merge, decided");
      await page.locator("summary", { hasText: "A text of your own" }).click();
      await page.getByLabel("In place of either side’s").fill("Rounds a price to whole coins.");
      await page.getByRole("button", { name: "Use this text" }).click();
      await page.getByText("decided: a text of your own").waitFor();
      await look(page, "merge, own text");
      await page.getByRole("button", { name: "Merge", exact: true }).click();
      await page.getByText("Merged.").waitFor();
      await page.goto(`${origin}/history`);
      await page.locator(".commits .merge", { hasText: "Merge feature into main" }).waitFor();
      await page.getByRole("link", { name: "Merge feature into main" }).click();
      await page.locator("ins", { hasText: "coins" }).first().waitFor();
    });
    await step("begins a run and follows it to its end", async () => {
      tree.write(
        prices,
        '"""Prices."""\n\n\ndef floored(price):\n    """Rounds down."""\n    return int(price)\n',
      );
      await page.goto(`${origin}/run`);
      await page.getByRole("button", { name: "Document what changed" }).click();
      await page.getByText("It has ended.").waitFor();
      await look(page, "run, ended");
      await page.goto(`${origin}/place?id=floored`);
      await page.getByText("Rounds down.", { exact: true }).first().waitFor();
    });
    await step("says in words why something is not done", async () => {
      await page.goto(`${origin}/merge?ref=feature`);
      await page.getByText("Everything of it is here already.").waitFor();
      assert.deepEqual(faults, []);
    });
  });
}
