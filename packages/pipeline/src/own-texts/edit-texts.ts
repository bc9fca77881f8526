import { type CallOptions, InvalidArgumentError } from "@stemma/core";
import type { CodeNode, Documentation, GraphStore } from "@stemma/graph-store";
import type { FirstStage } from "../first-stage/first-stage.js";
import type { IndexRecord } from "../index/index-record.js";
import { recordsOf } from "../index/read-records.js";
import type { SearchEngine } from "../index/search-engine.js";
import { madeMetadata } from "../index/search-index.js";
import { type OwnText, ownTexts } from "../index/texts-of-people.js";
import type { MadeHere } from "../origin/made-here.js";
import { maskSecrets } from "../secrets/mask-secrets.js";
import type { EditableText, EditedText } from "./edited-text.js";
import { hasConflictMarks } from "./merge-texts.js";
import { madeText, ownTextState } from "./own-text-state.js";
import { writeOwnTexts } from "./write-own-texts.js";

/** Characters of a text; more nobody reads. */
const MOST_TEXT = 100_000;

/** What texts are edited in. */
export interface EditedTree {
  readonly graph: GraphStore;
  readonly engine: Pick<SearchEngine, "collection" | "embedder">;
  readonly firstStage: FirstStage;
  readonly madeHere: MadeHere;
}

/** A text to put in place of what is made of a node; `null` puts that back. */
export interface TextEdit {
  readonly id: string;
  readonly text: string | null;
}

/** What a person begins with who edits the text of a node. */
export function editableText(
  node: CodeNode,
  written: Documentation | undefined,
  own: OwnText | undefined,
): EditableText {
  const place = { id: node.id, path: node.path, line: node.startLine ?? 1 };
  if (own === undefined)
    return { ...place, text: written === undefined ? "" : madeText(written), isOwn: false, isStale: false };
  const { isStale, merged } = ownTextState(own, node, written);
  return { ...place, text: merged?.text ?? own.text, isOwn: true, isStale };
}

/**
 * Puts texts of people in place of what is made. All are looked at before the first is written.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for an empty text, one with marks of a conflict, and a node that has no text in the index yet
 */
export async function editTexts(
  { graph, engine, firstStage, madeHere }: EditedTree,
  edits: readonly TextEdit[],
  options: CallOptions,
): Promise<EditedText[]> {
  for (const { id, text } of edits) requireText(id, text);
  const ids = edits.map(({ id }) => id);
  const nodes = new Map((await graph.readNodes({ ids }, options)).map((node) => [node.id, node]));
  const written = new Map(
    (await graph.readDocumentation({ nodeIds: ids }, options)).map((each) => [each.nodeId, each]),
  );
  const own = await ownTexts(engine.collection, ids, options);
  const indexed = new Set((await engine.collection.get({ ids, include: [] }, options)).ids);
  const prepared = edits.map(({ id, text }) => {
    const node = nodes.get(id);
    const made = written.get(id);
    if (node === undefined || made === undefined || !indexed.has(id))
      throw new InvalidArgumentError(`nothing is written of "${id}" yet`, {
        advice: "Document it first: stemma document",
      });
    return { node, made, ...toOutcome(text, { own: own.get(id), node, made }) };
  });
  for (const { node, made, text, outcome } of prepared) {
    if (outcome === "unchanged") continue;
    if (text === null) {
      const records = await recordsOf(graph, [made], options);
      await putBack(engine, records, options);
      firstStage.update().offer(records);
      continue;
    }
    const base = baseOf(own.get(node.id), made);
    const records = await writeOwnTexts(
      engine,
      [{ node, made, text, base, source: node.sourceHash }],
      options,
    );
    firstStage.update().offer(records);
    madeHere.add([{ nodeId: node.id, text }]);
  }
  return prepared.map(({ node, outcome, isMasked }) => ({ id: node.id, outcome, isMasked }));
}

/** What is made stands there again, as if nobody had written. */
async function putBack(
  { collection, embedder }: EditedTree["engine"],
  records: readonly IndexRecord[],
  options: CallOptions,
): Promise<void> {
  const embeddings = await embedder.embedFlat(
    records.map(({ text }) => text),
    options,
  );
  const ids = records.map(({ id }) => id);
  const documents = records.map(({ documentation }) => documentation);
  const metadatas = records.map(({ metadata }) => madeMetadata(metadata));
  await collection.update({ ids, embeddings, documents, metadatas }, options);
}

function requireText(id: string, text: string | null): void {
  if (text === null) return;
  if (text.trim() === "")
    throw new InvalidArgumentError(`the text for "${id}" is empty`, {
      advice: "Write one, or have what is made in its place again: --discard.",
    });
  if (text.length > MOST_TEXT)
    throw new InvalidArgumentError(`a text has at most ${MOST_TEXT} characters, not ${text.length}`);
  if (hasConflictMarks(text))
    throw new InvalidArgumentError(`marks of a conflict are left in the text for "${id}"`, {
      advice: "Decide what is to stand there, and take the lines with <<<<<<<, =======, and >>>>>>> out.",
    });
}

interface Before {
  readonly own: OwnText | undefined;
  readonly node: CodeNode;
  readonly made: Documentation;
}

function toOutcome(
  given: string | null,
  { own, node, made }: Before,
): { readonly text: string | null; readonly outcome: EditedText["outcome"]; readonly isMasked: boolean } {
  const masked = given === null ? null : maskSecrets(given.trim());
  const isMasked = masked !== null && masked !== given?.trim();
  const text = masked === madeText(made) && masked !== own?.text ? null : masked;
  if (text === null) return { text, outcome: own === undefined ? "unchanged" : "made again", isMasked };
  if (own?.text !== text) return { text, outcome: "written", isMasked };
  const isStale = own.base === undefined || ownTextState(own, node, made).isStale;
  return { text, outcome: isStale ? "confirmed" : "unchanged", isMasked };
}

/** What is made now; where the graph has the person's own text for that, what the person began with. */
function baseOf(own: OwnText | undefined, made: Documentation): string {
  const text = madeText(made);
  return own?.base !== undefined && own.text === text ? own.base : text;
}
