import { afterAll, afterEach, beforeAll, beforeEach } from "@jest/globals";
import type { ChromaKind } from "./chroma-place.fixture.js";
import { type RepositoryKind, VersionsHarness } from "./versions-harness.fixture.js";

/** A harness for the tests of a block; to be read inside of tests only. */
export function useVersions(kind: RepositoryKind, chroma?: ChromaKind): () => VersionsHarness {
  let harness: VersionsHarness;
  beforeAll(async () => {
    harness = await VersionsHarness.start(kind, chroma);
  });
  afterAll(() => harness.stop());
  beforeEach(() => harness.prepare());
  afterEach(() => harness.cleanUp());
  return () => harness;
}
