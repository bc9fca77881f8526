import { hash } from "node:crypto";
import type { CodeNode } from "@stemma/graph-store";
import type { FileFacts } from "../facts/file-facts.js";
import { hashOf } from "./build-nodes.js";
import type { TextMask } from "./text-mask.js";

/**
 * What headers say of functions that other files define without a word: the definition has it for its own. Where two
 * declarations of a name say different things, neither counts.
 */
export class DeclaredDocumentation {
  readonly #texts = new Map<string, string | null>();
  /** Names that the functions of a file without documentation are declared by, by path and id. */
  readonly #wanting = new Map<string, ReadonlyMap<string, string>>();

  /** Adds what a file declares, and what it wants. */
  add(path: string, { declared, definitions }: FileFacts): void {
    for (const [name, text] of Object.entries(declared ?? {})) {
      const known = this.#texts.get(name);
      this.#texts.set(name, known === undefined || known === text ? text : null);
    }
    const wanted = definitions.flatMap(({ documentedAs, qualifiedName }): [string, string][] =>
      documentedAs === undefined ? [] : [[`${path}#${qualifiedName}`, documentedAs]],
    );
    if (wanted.length > 0) this.#wanting.set(path, new Map(wanted));
  }

  /** Files with functions whose documentation may stand elsewhere. */
  get wantingPaths(): Iterable<string> {
    return this.#wanting.keys();
  }

  wants(path: string): boolean {
    return this.#wanting.has(path);
  }

  /** Digest of all that is said. */
  digest(): string {
    const said = [...this.#texts].sort(([a], [b]) => (a < b ? -1 : 1));
    return hash("sha1", JSON.stringify(said));
  }

  /** The node with what its declaration says of it; the same where nothing does. */
  document(node: CodeNode, mask: TextMask["mask"] = (text) => text): CodeNode {
    const name = this.#wanting.get(node.path)?.get(node.id);
    if (name === undefined) return node;
    const text = this.#texts.get(name) ?? null;
    const docstring = text === null ? null : mask(text);
    return { ...node, docstring, sourceHash: hashOf(node.source, docstring) };
  }
}
