import type { Emitter } from "highlight.js";
import hljs from "highlight.js/lib/common";
import dart from "highlight.js/lib/languages/dart";
import elixir from "highlight.js/lib/languages/elixir";
import scala from "highlight.js/lib/languages/scala";
import type { Token } from "../api/tokens.js";

/** Beyond this highlighting would keep the thread for too long. */
const LONGEST = 400_000;

/** highlight.js's names where they differ from those of the graph. */
const NAMES: Readonly<Record<string, string>> = { tsx: "typescript" };

// Of the languages of the graph those that are not among the library's common ones; it has none for Zig and Terraform.
hljs.registerLanguage("dart", dart);
hljs.registerLanguage("elixir", elixir);
hljs.registerLanguage("scala", scala);

/** The source by lines, each in pieces of one kind. A language that is not known, or too long a text, is one piece a line. */
export function highlightedLines(text: string, language: string | null): Token[][] {
  const known = NAMES[language ?? ""] ?? language ?? "";
  const plain = text.replaceAll("\r\n", "\n");
  if (plain.length > LONGEST || hljs.getLanguage(known) === undefined) return plainLines(plain);
  hljs.configure({ __emitter: LineEmitter });
  const { _emitter, errorRaised } = hljs.highlight(plain, { language: known, ignoreIllegals: true });
  const isWhole = errorRaised === undefined && _emitter instanceof LineEmitter;
  return isWhole ? _emitter.lines : plainLines(plain);
}

function plainLines(text: string): Token[][] {
  return text.split("\n").map((line) => (line === "" ? [] : [[line]]));
}

/** Takes highlight.js's findings as pieces by line, so that no HTML is made of a text of the tree. */
class LineEmitter implements Emitter {
  readonly lines: Token[][] = [[]];
  readonly #scopes: string[] = [];

  addText(text: string): void {
    this.#add(text, this.#scopes.at(-1) ?? "");
  }

  startScope(name: string): void {
    // "title.function" is a kind of "title".
    this.#scopes.push(name.split(".", 1)[0] ?? "");
  }

  endScope(): void {
    this.#scopes.pop();
  }

  /** What the library calls {@link startScope} where a mode begins. */
  openNode(name: string): void {
    this.startScope(name);
  }

  closeNode(): void {
    this.endScope();
  }

  __addSublanguage(emitter: Emitter): void {
    if (!(emitter instanceof LineEmitter))
      throw new TypeError("the language in this one has another emitter");
    for (const [at, tokens] of emitter.lines.entries()) {
      if (at > 0) this.lines.push([]);
      for (const [text, kind = ""] of tokens) this.#add(text, kind);
    }
  }

  finalize(): void {
    // Each piece is where it belongs already.
  }

  toHTML(): string {
    return "";
  }

  #add(text: string, kind: string): void {
    for (const [at, part] of text.split("\n").entries()) {
      if (at > 0) this.lines.push([]);
      if (part !== "") this.lines.at(-1)?.push(kind === "" ? [part] : [part, kind]);
    }
  }
}
