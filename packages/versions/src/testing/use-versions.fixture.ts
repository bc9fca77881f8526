import { afterAll, afterEach, beforeAll, beforeEach } from "@jest/globals";
import { type RepositoryKind, VersionsHarness } from "./versions-harness.fixture.js";

/** A harness for the tests of a block; to be read inside of tests only. */
export function useVersions(kind: RepositoryKind): () => VersionsHarness {
  let harness: VersionsHarness;
  beforeAll(async () => {
    harness = await VersionsHarness.start(kind);
  });
  afterAll(() => harness.stop());
  beforeEach(() => harness.prepare());
  afterEach(() => harness.cleanUp());
  return () => harness;
}
