import { expect } from "@jest/globals";
import type { Metadata } from "@stemma/chroma";
import type { MergeResult } from "../../manager/merge-branch.js";
import type { MergeOptions } from "../../manager/merge-policy.js";
import type { ChromaKind } from "../chroma-place.fixture.js";
import { remove, type Texts, write } from "../documents.fixture.js";
import { useVersions } from "../use-versions.fixture.js";
import type { Person, RepositoryKind, VersionsHarness } from "../versions-harness.fixture.js";

/** What tests of merges need; to be used inside of tests only. */
export interface Merges {
  readonly harness: () => VersionsHarness;
  /** Changes on `theirs`, then on `main`, over a common beginning; the working copy ends on `main`. */
  diverge(begin: Texts, theirs: Change, ours: Change): Promise<Person>;
  /** Merges `theirs`, and verifies. */
  merged(person: Person, options?: MergeOptions): Promise<MergeResult>;
}

/** What one side does. */
export type Change = (person: Person) => Promise<unknown>;

/** On one kind of repository. */
export function useMerges(kind: RepositoryKind, on: ChromaKind): Merges {
  const harness = useVersions(kind, on);
  return {
    harness,
    async diverge(begin, theirs, ours) {
      const person = await harness().init("ada");
      await write(person.chroma, "notes", begin);
      await person.versions.commit("begin");
      await person.versions.switchBranch("theirs", { create: true });
      await theirs(person);
      await person.versions.commit("theirs");
      await person.versions.switchBranch("main");
      await ours(person);
      await person.versions.commit("ours");
      return person;
    },
    async merged(person, options) {
      const result = await person.versions.merge("theirs", options);
      expect(await person.versions.verify()).toMatchObject({ isEqual: true });
      return result;
    },
  };
}

/** A side that writes documents. */
export function put(texts: Texts): Change {
  return (person) => write(person.chroma, "notes", texts);
}

/** A side that deletes a document. */
export function drop(id: string): Change {
  return (person) => remove(person.chroma, "notes", [id]);
}

/** A document with metadata. */
export function doc(text: string, metadata: Metadata): { text: string; metadata: Metadata } {
  return { text, metadata };
}
