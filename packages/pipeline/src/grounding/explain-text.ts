import { join } from "node:path";
import { type CallOptions, readFileBounded } from "@stemma/core";
import type { CodeNode, Documentation, GraphStore } from "@stemma/graph-store";
import { type CitedLines, type JudgedSentence, judgeText, unknownNames } from "@stemma/llm/grounding";
import { asShown, groundingOf, readCited } from "./cited-texts.js";
import type { ExplainedLines, ExplainedNode, ExplainedSentence, ExplainedText } from "./explained-text.js";
import { linesInFile } from "./lines-in-file.js";
import { readTreeWords } from "./tree-words.js";

/** Of a file that lines are looked up in. */
const MAX_FILE_BYTES = 5_000_000;
/** Steps from a text to what it stands on, and from there on. */
const MOST_STEPS = 4;

/** Where a text is explained. */
export interface ExplainOptions extends CallOptions {
  readonly root: string;
  /** What people wrote in place of what was made, by id. */
  readonly ofPeople: ReadonlyMap<string, string>;
}

/** Follows each sentence of a node's text to what it stands on, and from there to its sentences; no model is asked. */
export async function explainText(
  graph: GraphStore,
  node: CodeNode,
  { root, ofPeople, ...options }: ExplainOptions,
): Promise<ExplainedText> {
  const chain = new Chain(graph, root, ofPeople, options);
  const explained = await chain.explain(node, MOST_STEPS);
  const words = await readTreeWords(graph, options);
  const { asCode, inProse } = unknownNames(chain.textOf(node.id), (word) => words.has(word));
  return { ...explained, unknownNames: [...asCode, ...inProse] };
}

class Chain {
  readonly #graph: GraphStore;
  readonly #root: string;
  readonly #ofPeople: ReadonlyMap<string, string>;
  readonly #options: CallOptions;
  /** What was explained already: once is enough, and cycles end. */
  readonly #texts = new Map<string, string>();

  constructor(graph: GraphStore, root: string, ofPeople: ReadonlyMap<string, string>, options: CallOptions) {
    this.#graph = graph;
    this.#root = root;
    this.#ofPeople = ofPeople;
    this.#options = options;
  }

  /** Of a node that was explained. */
  textOf(id: string): string {
    return this.#texts.get(id) ?? "";
  }

  async explain(node: CodeNode, steps: number): Promise<ExplainedNode> {
    const [written] = await this.#graph.readDocumentation({ nodeIds: [node.id] }, this.#options);
    const ofPerson = this.#ofPeople.get(node.id);
    const place = { id: node.id, path: node.path, line: node.startLine ?? 1 };
    const writtenBy = ofPerson === undefined ? writerOf(written) : "a person";
    const isTold = this.#texts.has(node.id) || steps === 0;
    const text = ofPerson ?? written?.text ?? "";
    if (isTold || text === "") return { ...place, writtenBy, sentences: [] };
    this.#texts.set(node.id, text);
    const grounding = ofPerson === undefined && written !== undefined ? groundingOf(written) : null;
    const textOf = await readCited(this.#graph, [grounding], this.#options);
    const judged = judgeText(text, grounding, { node: asShown(node), textOf });
    const linesOf = await this.#linesOf(node, judged);
    const sentences: ExplainedSentence[] = [];
    for (const sentence of judged)
      sentences.push({
        text: sentence.text,
        standing: sentence.standing,
        missing: sentence.missing,
        lines: sentence.lines.map(linesOf),
        isOfAuthor: sentence.docstring !== undefined,
        nodes: await this.#cited(sentence, steps),
      });
    return { ...place, writtenBy, sentences };
  }

  async #cited({ nodes: cited }: JudgedSentence, steps: number): Promise<ExplainedNode[]> {
    const nodes = await this.#graph.readNodes({ ids: cited.map(({ id }) => id) }, this.#options);
    const explained: ExplainedNode[] = [];
    for (const node of nodes) explained.push(await this.explain(node, steps - 1));
    return explained;
  }

  async #linesOf(
    node: CodeNode,
    judged: readonly JudgedSentence[],
  ): Promise<(lines: CitedLines) => ExplainedLines> {
    const { path } = node;
    const first = node.startLine ?? 1;
    if (judged.every(({ lines }) => lines.length === 0))
      return ({ from, to }) => ({ path, from: first + from - 1, to: first + to - 1 });
    const types = ["CLASS_DEFINITION", "FUNCTION_DEFINITION"] as const;
    const inside = await this.#graph.readRelations({ types, fromIds: [node.id] }, this.#options);
    const nested = await this.#graph.readNodes({ ids: inside.map(({ toId }) => toId) }, this.#options);
    const ranges = nested
      .filter((each) => each.path === path)
      .map(({ startLine, endLine }) => ({ startLine: startLine ?? 0, endLine: endLine ?? 0 }));
    const places = linesInFile(node.source.split("\n"), first, this.#fileLines(path), ranges);
    const placeOf = (line: number): number => places[line - 1] ?? first + line - 1;
    return ({ from, to }) => ({ path, from: placeOf(from), to: placeOf(to) });
  }

  /** None where the file is gone, or is no text of a size to be read. */
  #fileLines(path: string): string[] {
    try {
      return readFileBounded(join(this.#root, path), { maxBytes: MAX_FILE_BYTES }).toString().split("\n");
    } catch {
      return [];
    }
  }
}

function writerOf(written: Documentation | undefined): string {
  return written === undefined ? "nobody yet" : `${written.provider} (${written.model})`;
}
