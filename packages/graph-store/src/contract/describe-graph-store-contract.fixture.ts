import { afterEach, beforeEach, describe } from "@jest/globals";
import type { GraphStore } from "../graph-store.js";
import { testAnyText } from "./any-text-contract.fixture.js";
import { testChanges } from "./changes-contract.fixture.js";
import { testClosing } from "./closing-contract.fixture.js";
import { testDocumentation } from "./documentation-contract.fixture.js";
import { testLlmCalls } from "./llm-call-contract.fixture.js";
import { testMoves } from "./moves-contract.fixture.js";
import { testReading } from "./reading-contract.fixture.js";
import { testSessions } from "./session-contract.fixture.js";
import { testSubtree } from "./subtree-contract.fixture.js";

/**
 * What every adapter of {@link GraphStore} must do. `open` gives a store on an empty graph, one for each test; the
 * suite closes it.
 */
export function describeGraphStoreContract(adapterName: string, open: () => Promise<GraphStore>): void {
  describe(`${adapterName} as a GraphStore`, () => {
    let store: GraphStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    for (const test of [
      testChanges,
      testMoves,
      testReading,
      testAnyText,
      testSubtree,
      testDocumentation,
      testSessions,
      testLlmCalls,
      testClosing,
    ]) {
      test(() => store);
    }
  });
}
