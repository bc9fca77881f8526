import { join } from "node:path";
import { readFileBounded } from "@stemma/core";
import { foldersOf } from "../graph/folders.js";
import { introductionOf, readmeRank } from "./introduction.js";

/** A larger one is no README that a person wrote; it says nothing. */
const MAX_BYTES = 1_048_576;

/** The READMEs of a tree, one a folder. */
export class Readmes {
  readonly #byFolder = new Map<string, { readonly path: string; readonly rank: number }>();

  /** Takes the file if it is a README that counts more than those of its folder before. */
  note(folder: string, name: string): void {
    const rank = readmeRank(name);
    if (rank === -1 || rank >= (this.#byFolder.get(folder)?.rank ?? Infinity)) return;
    this.#byFolder.set(folder, { path: folder === "." ? name : `${folder}/${name}`, rank });
  }

  /** What the folders that hold these files say of themselves; one that can't be read says nothing. */
  introductions(root: string, filePaths: Iterable<string>): Map<string, string> {
    const introductions = new Map<string, string>();
    for (const folder of foldersOf(filePaths)) {
      const readme = this.#byFolder.get(folder);
      const introduction = readme === undefined ? null : readIntroduction(join(root, readme.path));
      if (introduction !== null) introductions.set(folder, introduction);
    }
    return introductions;
  }
}

/** What a README says of its folder; `null` for one that says nothing, or can't be read. Never throws. */
function readIntroduction(path: string): string | null {
  try {
    return introductionOf(readFileBounded(path, { maxBytes: MAX_BYTES }).toString("utf8"));
  } catch {
    return null;
  }
}
