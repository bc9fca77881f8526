import { describe, it } from "@jest/globals";
import { useSqliteScene } from "../testing/use-sqlite-scene.fixture.js";
import { expectPaidOnce } from "./pay-once.fixture.js";

describe("a run that is killed again and again", () => {
  const current = useSqliteScene();

  it("makes no completed call twice over 20 kills, marks the unanswered ones, and leaves no session", async () => {
    await expectPaidOnce(current(), 20);
  }, 600_000);
});
