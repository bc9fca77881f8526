import { describe, it, jest } from "@jest/globals";
import { expectPaidOnce } from "./crash/pay-once.fixture.js";
import { describeClockSkew } from "./neo4j/clock-skew.fixture.js";
import { describeLostServer } from "./neo4j/lost-server.fixture.js";
import { describePropertyKeys } from "./neo4j/property-keys.fixture.js";
import { describeSeedSessions } from "./neo4j/seed-sessions.fixture.js";
import { useNeo4jScene } from "./neo4j/use-neo4j-scene.fixture.js";
import { describeConcurrentRuns } from "./session/concurrent-runs.fixture.js";
import { describeEndings } from "./session/endings.fixture.js";
import { describeLostLease } from "./session/lost-lease.fixture.js";

// Guards against hangs only: a statement that takes 10 ms on a calm machine may take a second on a busy one.
jest.setTimeout(120_000);

/** All that needs a real server, in one file so that one is started. */
describe("a run on Neo4j", () => {
  const current = useNeo4jScene();
  describeSeedSessions(current);
  describeEndings(current);
  describeConcurrentRuns(current);
  describeClockSkew(current);
  describePropertyKeys(current);
  describeLostLease(current);

  it("is killed in mid-session five times; the next one sweeps, and no completed call is made twice", async () => {
    await expectPaidOnce(current(), 5);
  }, 600_000);

  describeLostServer(current);
});
