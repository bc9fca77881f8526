import { join } from "node:path";
import { describe, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { createIsolatedDirectory } from "@stemma/test-cleanup";
import { expectPaidOnce } from "./pay-once.fixture.js";

describe("a run that is killed again and again", () => {
  it("makes no completed call twice over 20 kills, marks the unanswered ones, and leaves no session", async () => {
    const directory = await createIsolatedDirectory({ prefix: "stemma-crash" });
    const location = join(directory.path, "graph.db");
    const graph = await SqliteGraphStore.open(location);
    await expectPaidOnce({ graph, location, kills: 20 });
    await graph.close();
    await directory.remove();
  }, 300_000);
});
