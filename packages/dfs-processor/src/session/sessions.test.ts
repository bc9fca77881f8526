import { describe } from "@jest/globals";
import { useSqliteScene } from "../testing/use-sqlite-scene.fixture.js";
import { describeConcurrentRuns } from "./concurrent-runs.fixture.js";
import { describeEndings } from "./endings.fixture.js";
import { describeLostLease } from "./lost-lease.fixture.js";

describe("a run on SQLite", () => {
  const current = useSqliteScene();
  describeEndings(current);
  describeConcurrentRuns(current);
  describeLostLease(current);
});
