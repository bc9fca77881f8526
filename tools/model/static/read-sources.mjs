// The nodes of a package's files, parsed and not resolved: what a training pair is made of.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { LANGUAGES, SourceParser } from "@stemma/code-graph";
import { buildFileNodes } from "../../../packages/code-graph/dist/graph/build-nodes.js";

const largestFile = 400_000;
const patience = 5_000;
/** Tests and what a build made are no sources. */
const isLeftOut =
  /(^|\/)(tests?|testing|__tests__|specs?|vendor|_vendor|node_modules|umd|amd|cjs|esm5?|bundles?)\/|\.min\.|[._-](test|spec)\.|\.bundle\./u;

/** By content, so that the order is the same everywhere and neighbours are not alike. */
const orderOf = (path) => createHash("sha256").update(path).digest("hex");

/** Yields the nodes of one file after the other, in an order that looks random and is always the same. */
export async function* readSources(folder) {
  const parser = await SourceParser.create();
  try {
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .filter((path) => !isLeftOut.test(path))
      .map((path) => ({ path, order: orderOf(path) }))
      .sort((one, other) => (one.order < other.order ? -1 : 1));
    for (const { path } of paths) {
      const language = LANGUAGES.find(({ extensions }) => extensions.some((each) => path.endsWith(each)));
      if (language === undefined) continue;
      const text = readFileSync(join(folder, path), "utf8");
      if (text.length > largestFile) continue;
      try {
        const facts = await parser.parse(language.grammar, text, patience, (tree) =>
          language.extractFacts(tree),
        );
        yield buildFileNodes({ path, language, text, contentHash: "", facts });
      } catch (error) {
        console.log(`${path} is left out: ${error.message}`);
      }
    }
  } finally {
    parser.close();
  }
}
