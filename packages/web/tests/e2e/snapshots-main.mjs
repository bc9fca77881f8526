/// <reference lib="dom" />
// Compares each view with a picture of it, at three widths in both themes, pixel by pixel, in the one pinned Chromium. With --update the
// pictures are made anew: node tests/e2e/snapshots-main.mjs [--update] [view …]
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pinned } from "./find-chromium.mjs";
import { faults, quiet, withServer } from "./page-tools.mjs";
import { comparePictures, smallPicture } from "./pictures.mjs";
import { SampleTree } from "./sample-tree.mjs";
import { snapshotViews } from "./snapshot-views.mjs";
import { diverge } from "./writing.mjs";

const references = fileURLToPath(new URL("snapshots/", import.meta.url));
const seen = fileURLToPath(new URL("../../build/snapshots/", import.meta.url));
const SIZES = [
  { width: 360, height: 600 },
  { width: 768, height: 600 },
  { width: 1280, height: 640 },
];
const THEMES = ["light", "dark"];

const wanted = process.argv.slice(2).filter((argument) => argument !== "--update");
const isUpdate = process.argv.includes("--update");
const views = snapshotViews.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
assert.ok(views.length > 0, "no such view");
const tree = new SampleTree();
const names = new Set();
const differing = [];
rmSync(seen, { recursive: true, force: true });
mkdirSync(references, { recursive: true });
try {
  diverge(tree);
  await withServer(tree, [tree.root, "--allow-write"], look, pinned);
  assert.deepEqual(faults, []);
} finally {
  tree.remove();
}
if (wanted.length === 0) sweep();
for (const { name, why } of differing) console.error(`✗ ${name}: ${why}`);
if (differing.length > 0) console.error(`What was seen lies in ${seen}; --update takes it for right.`);
else
  console.log(`${names.size} pictures ${isUpdate ? "are as they were, or made anew" : "are as they were"}`);
process.exitCode = differing.length === 0 ? 0 : 1;

async function look(page, origin) {
  for (const { name, path, prepare } of views) {
    await page.setViewportSize(SIZES[2]);
    await page.goto(origin + path);
    await quiet(page);
    await prepare?.(page);
    for (const { width, height } of SIZES)
      for (const colorScheme of THEMES) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.evaluate(steady);
        const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
        compare(`${name}-${width}-${colorScheme}.png`, picture);
      }
  }
}

/** What differs from run to run: dates, and the names of commits. */
function steady() {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const parent = text.parentElement;
    let value = text.textContent ?? "";
    if (
      parent?.matches(".commit code, .commits code, .notice, .palette small") ||
      (parent?.matches("option") && /^[0-9a-v]{8} /u.test(value))
    )
      value = value.replace(/\b[0-9a-v]{7,32}\b/gu, (hash) =>
        /\d/u.test(hash) || parent.matches("code, option") ? "0".repeat(hash.length) : hash,
      );
    value = value.replace(/\d{4}-\d\d-\d\d(?: \d\d:\d\d)?(?::\d\d)?/gu, (date) =>
      "2026-01-02 03:04:05".slice(0, date.length),
    );
    if (value !== text.textContent) text.textContent = value;
  }
  scrollTo(0, 0);
}

function compare(name, png) {
  names.add(name);
  const place = join(references, name);
  const known = existsSync(place) ? readFileSync(place) : undefined;
  const { why, difference } =
    known === undefined ? { why: "there is no picture of it yet" } : comparePictures(known, png);
  if (why === undefined) return;
  if (isUpdate) {
    writeFileSync(place, smallPicture(png));
    return;
  }
  differing.push({ name, why });
  mkdirSync(seen, { recursive: true });
  writeFileSync(join(seen, name), png);
  if (difference !== undefined)
    writeFileSync(join(seen, name.replace(".png", ".difference.png")), difference);
}

/** Pictures of views that are gone. */
function sweep() {
  for (const name of readdirSync(references)) {
    if (names.has(name)) continue;
    if (isUpdate) rmSync(join(references, name));
    else differing.push({ name, why: "no view has this picture" });
  }
}
