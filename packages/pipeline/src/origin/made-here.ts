import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { KEY_LENGTH, type NodeText, textKey } from "./text-key.js";

/**
 * Which texts were written on this machine or accepted by its user: a file of keys, appended to. A key is made of what is said of
 * which node, so that a history can't claim one for another text. A state without the file is of a version before there was one,
 * and all that it holds counts as made here.
 */
export class MadeHere {
  readonly #file: string;
  readonly #keys = new Set<string>();
  #isKept: boolean;

  constructor(file: string) {
    this.#file = file;
    this.#isKept = existsSync(file);
    if (!this.#isKept) return;
    // The last one may be cut off.
    for (const line of readFileSync(file, "utf8").split("\n"))
      if (line.length === KEY_LENGTH) this.#keys.add(line);
  }

  /** Whether anything is noted yet. */
  get isKept(): boolean {
    return this.#isKept;
  }

  has(nodeText: NodeText): boolean {
    return !this.#isKept || this.#keys.has(textKey(nodeText));
  }

  /** Notes texts at once; gives how many are new. Without any it only begins the file. */
  add(texts: readonly NodeText[]): number {
    const added = [...new Set(texts.map(textKey))].filter((key) => !this.#keys.has(key));
    for (const key of added) this.#keys.add(key);
    if (added.length > 0 || !this.#isKept)
      // Begun on a line of its own, whatever a killed process has left of one.
      appendFileSync(this.#file, `\n${added.join("\n")}\n`, { mode: 0o600 });
    this.#isKept = true;
    return added.length;
  }
}
