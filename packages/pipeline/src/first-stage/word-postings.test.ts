import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { DatabaseSync } from "@photostructure/sqlite";
import { createIsolatedDirectory } from "@stemma/test-cleanup";
import fc from "fast-check";
import type { IndexRecord } from "../index/index-record.js";
import { FirstStage } from "./first-stage.js";
import { MATCH_WORDS } from "./queries/first-stage-queries.js";

const words = ["open", "clos", "fil", "retry", "json", "tabl"];
const text = fc.array(fc.constantFrom(...words), { maxLength: 12 });

describe("the words of a question, looked up one by one", () => {
  it("count in each record what the full-text index makes of all of them at once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(fc.constantFrom(...words), { minLength: 1 }),
        async (texts, question) => {
          await using directory = await createIsolatedDirectory();
          const file = join(directory.path, "first-stage.sqlite");
          const stage = FirstStage.open(file);
          const records = texts.map((each, at) => {
            const metadata = { path: `${at}.py`, symbol: `n${at}`, hash: "1" } as IndexRecord["metadata"];
            return { id: `${at}.py#n${at}`, text: each.join(" "), documentation: "", metadata };
          });
          const update = stage.update();
          update.offer(records);
          update.settle("one");
          const expected = new Map<string, number>();
          const database = new DatabaseSync(file, { readOnly: true });
          const ids = new Map(
            (database.prepare("SELECT row, id FROM records").all() as { row: number; id: string }[]).map(
              ({ row, id }) => [row, id],
            ),
          );
          const match = question.map((word) => `"${word}"`).join(" OR ");
          for (const { row, score } of database.prepare(MATCH_WORDS).all(match) as {
            row: number;
            score: number;
          }[])
            expected.set(ids.get(row) ?? "", score);
          database.close();
          for (const asked of [question, question.toReversed()])
            for (const { id, keywords } of stage.score(asked.join(" ")).at())
              expect(keywords).toBeCloseTo(expected.get(id) ?? 0, 9);
          stage.close();
        },
      ),
      { numRuns: 25 },
    );
  });
});
