import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProjectCollections } from "@stemma/pipeline/collections";
import { ATTACK } from "./hostile-tree.fixture.js";

/** A data directory of Chroma's with two commits of history: letters with the bundled model's vectors, numbers with their own. */
export class CollectionsPlace {
  readonly root: string;
  /** Oldest first. */
  readonly commits: readonly string[];

  private constructor(root: string, commits: readonly string[]) {
    this.root = root;
    this.commits = commits;
  }

  static async create(): Promise<CollectionsPlace> {
    const root = await mkdtemp(join(tmpdir(), "stemma-web-data-"));
    await using place = await ProjectCollections.open(root, { data: root, mayBeNew: true });
    const letters = await place.chroma.createCollection({ name: "letters", embedder: place.embedder() });
    await letters.add({
      ids: ["ferry", "bread", ATTACK],
      documents: ["The ferry leaves at nine.", "Bread is baked in the morning.", `A letter. ${ATTACK}`],
      metadatas: [{ topic: "boats", year: 1990 }, { topic: "food", year: 2001 }, { topic: ATTACK }],
    });
    const numbers = await place.chroma.createCollection({ name: "numbers" });
    const count = 120;
    await numbers.add({
      ids: Array.from({ length: count }, (_, at) => `n${String(at).padStart(3, "0")}`),
      embeddings: new Float32Array(Array.from({ length: count }, (_, at) => [at, (at % 2) * 10, 1]).flat()),
      metadatas: Array.from({ length: count }, (_, at) => ({ number: at })),
    });
    const versions = await place.history({ mode: "begin", branch: undefined });
    const first = await versions.commit("Begin");
    await letters.update({
      ids: ["ferry"],
      documents: ["The ferry leaves at ten."],
      metadatas: [{ year: 1991 }],
    });
    await letters.delete({ ids: ["bread"] });
    const second = await versions.commit(`Later ${ATTACK}`);
    // Not committed.
    await letters.add({ ids: ["new"], documents: ["A new letter."] });
    return new CollectionsPlace(root, [first.commit, second.commit]);
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}
