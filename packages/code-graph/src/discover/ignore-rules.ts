import ignore, { type Ignore } from "ignore";
import { isCostly } from "./pattern-cost.js";

interface Rules {
  /** Folder that the rules stand in; `""` for the root. */
  readonly base: string;
  readonly matcher: Ignore;
}

/** The `.gitignore` and `.stemmaignore` files from the root down to one folder; deeper ones decide first. */
export class IgnoreRules {
  readonly #chain: readonly Rules[];
  /** Comparing a path with them may take more than a moment. */
  readonly isCostly: boolean;

  private constructor(chain: readonly Rules[], isCostly: boolean) {
    this.#chain = chain;
    this.isCostly = isCostly;
  }

  static readonly none = new IgnoreRules([], false);

  /** The rules with those of one more folder; `contents` in the order in which later lines win. */
  extend(folder: string, contents: readonly string[]): IgnoreRules {
    if (contents.length === 0) return this;
    const matcher = ignore({ allowRelativePaths: true });
    for (const content of contents) matcher.add(content);
    const rules = { base: folder === "." ? "" : `${folder}/`, matcher };
    return new IgnoreRules([rules, ...this.#chain], this.isCostly || contents.some(isCostly));
  }

  /** Whether a path below all these folders is ignored. A folder's path is given without a slash at its end. */
  isIgnored(path: string, isFolder: boolean): boolean {
    for (const { base, matcher } of this.#chain) {
      const inside = path.slice(base.length);
      const name = inside.slice(inside.lastIndexOf("/") + 1);
      const folder = inside.slice(0, inside.length - name.length);
      // Rules deeper down have taken the folder in again: then only what is said of the entry itself counts.
      const isTakenIn = folder !== "" && matcher.test(folder).ignored;
      const { ignored, unignored } = matcher.test((isTakenIn ? name : inside) + (isFolder ? "/" : ""));
      if (ignored) return true;
      if (unignored) return false;
    }
    return false;
  }
}
