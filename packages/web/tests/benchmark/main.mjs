// Measures what the page promises in one run: node tests/benchmark/main.mjs [--symbols 100000] [--tree <repository>] [--documented <tree>]
import { readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { badClients, manyRequests } from "./clients.mjs";
import { firstView, nextView, withPages } from "./page-times.mjs";
import { ServedTree } from "./served-tree.mjs";
import { ViewTimer } from "./view-timer.mjs";

const { values } = parseArgs({
  options: {
    symbols: { type: "string", default: "100000" },
    documented: { type: "string" },
    tree: { type: "string", default: fileURLToPath(new URL("../../../../", import.meta.url)) },
  },
});
const ROUNDS = 5;
const say = (name, value, bar = "") =>
  console.log(`${name.padEnd(58)} ${String(value).padStart(12)}  ${bar}`);

say("load when it began", loadavg()[0].toFixed(2));
sizes();
if (values.documented !== undefined)
  await tree(values.documented, ServedTree.documented(values.documented), { isWhole: true });
else await tree("this repository", ServedTree.clone(values.tree), { isWhole: true });
if (Number(values.symbols) > 0)
  await tree(`${values.symbols} symbols`, ServedTree.ofSymbols(Number(values.symbols)), { isWhole: false });
say("load when it ended", loadavg()[0].toFixed(2));

function sizes() {
  const assets = fileURLToPath(new URL("../../build/page/assets/", import.meta.url));
  const zipped = (names) =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(assets + name)).length, 0);
  const names = readdirSync(assets);
  const kilobytes = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;
  say(
    "program to begin with, gzip",
    kilobytes(zipped(names.filter((name) => /^index-.*\.js$/u.test(name)))),
    "≤ 15 kB",
  );
  say("all, gzip", kilobytes(zipped(names)), "≤ 100 kB");
}

async function tree(name, served, { isWhole }) {
  try {
    console.log(`\n${name}`);
    say("documented in", `${served.document().toFixed(0)} s`);
    await served.serve();
    say("memory of the server before it was asked", `${served.memory()} MB`);
    const files = await views(served);
    say("memory after all views, with Python", `${served.memory()} MB`);
    if (!isWhole) return;
    for (const [what, count, took] of await manyRequests(served, files)) say(what, count, took);
    for (const [what, took] of await badClients(served)) say(what, took);
    say("memory after that", `${served.memory()} MB`);
  } finally {
    await served.remove();
  }
}

/** Each kind of view, at addresses that were not asked for before. */
async function views(served) {
  return withPages(async (newPage, version) => {
    say("Chromium", version);
    const timer = new ViewTimer(served, say);
    const page = await newPage();
    await timer.say("first view, the moment the link is printed", "", () => firstView(page, served.link));
    const again = Array.from({ length: ROUNDS }, () => () => firstView(page, `${served.origin}/`));
    await timer.sayAll("first view", "< 300 ms", again);
    const { files } = (await served.ask("overview")).body;
    const paths = files.filter(({ places }) => places > 3).map(({ path }) => path);
    const some = paths.filter((_, at) => at % Math.ceil(paths.length / (3 * ROUNDS + 2)) === 0);
    const symbols = [];
    for (const path of some.slice(0, ROUNDS + 1)) {
      const { body } = await served.ask("place", { id: path });
      symbols.push(body.symbols.at(-1).id);
    }
    const folders = [...new Set(paths.map((path) => path.slice(0, path.lastIndexOf("/"))))].filter(Boolean);
    const place = (id) => `/place?${new URLSearchParams({ id })}`;
    const question = (q) => `/search?${new URLSearchParams({ q })}`;
    const later = (addresses) => addresses.map((address) => () => nextView(page, address));
    const kinds = {
      file: some.slice(-ROUNDS - 1).map(place),
      folder: folders.slice(0, ROUNDS + 1).map(place),
      symbol: symbols.map(place),
      run: ["/run"],
    };
    for (const [kind, addresses] of Object.entries(kinds)) {
      const [first, ...rest] = later(addresses);
      await timer.say(`${kind}, the first, with its program`, "", first);
      if (rest.length > 0) await timer.sayAll(`${kind}, later`, "< 100 ms", rest);
    }
    await timer.sayAll("overview, later", "< 100 ms", later(["/"]));
    say("elements of the overview", await page.evaluate(() => document.querySelectorAll("*").length));
    const typed = ["re", "read", "work", "open f", "step 3"].map((q) => async () => {
      const startedAt = performance.now();
      await served.ask("suggest", { q });
      return performance.now() - startedAt;
    });
    await timer.sayAll("suggestions, the server alone", "< 100 ms", typed);
    say("memory without Python", `${served.memory()} MB`);
    for (const [kind, first, ...rest] of [
      ["history", "/history", "/run", "/history"],
      ["what is not committed", "/changes", "/run", "/changes"],
      ["search", question("where is it read"), question("how is it written"), question("what is closed")],
      ["collections", "/collections", "/run", "/collections"],
    ]) {
      await timer.say(`${kind}, the first, with Python`, "", () => nextView(page, first));
      const again = rest.filter((address) => address !== "/run");
      if (rest.includes("/run")) await nextView(page, "/run");
      await timer.sayAll(`${kind}, later`, "< 100 ms", later(again));
    }
    await nextView(page, "/history");
    return paths;
  });
}
