import { describe } from "@jest/globals";
import type { ChromaKind } from "../chroma-place.fixture.js";
import type { RepositoryKind } from "../versions-harness.fixture.js";
import { describeAutomaticMerges } from "./automatic-merges.fixture.js";
import { describeCollectionMerges } from "./collection-merges.fixture.js";
import { describeMadeAgain } from "./made-again.fixture.js";
import { describeMergeConflicts } from "./merge-conflicts.fixture.js";
import { describeMergeDecisions } from "./merge-decisions.fixture.js";
import { describeMergeOwnText } from "./merge-own-text.fixture.js";
import { describeThreePeople } from "./three-people.fixture.js";
import { useMerges } from "./use-merges.fixture.js";

/** How merges come out, on one kind of repository. */
export function describeMerges(kind: RepositoryKind, on: ChromaKind = "directories"): void {
  describe(`merges with ${kind} and Chroma in ${on}`, () => {
    const merges = useMerges(kind, on);
    describeAutomaticMerges(merges);
    describeMergeConflicts(merges);
    describeMergeDecisions(merges);
    describeMergeOwnText(merges);
    describeCollectionMerges(merges);
    describeThreePeople(merges);
    describeMadeAgain(merges);
  });
}
