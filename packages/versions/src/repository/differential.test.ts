import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { randomHexId } from "@stemma/core";
import { type DoltServer, startDolt } from "@stemma/test-cleanup/dolt";
import * as fc from "fast-check";
import { startTestPython } from "../testing/test-python.fixture.js";
import { observe, operations, perform, type Subject, throughClones } from "./contract/operations.fixture.js";
import { author } from "./contract/sample-rows.fixture.js";
import { DoltRepository } from "./dolt/dolt-repository.js";
import { DoltliteRepository } from "./doltlite/doltlite-repository.js";

const runs = Number(process.env["STEMMA_PROPERTY_RUNS"] ?? 25);

let link: Awaited<ReturnType<typeof startTestPython>>;
let server: DoltServer;
let directory: string;
beforeAll(async () => {
  link = await startTestPython();
  server = await startDolt();
  directory = await mkdtemp(join(tmpdir(), "differential-"));
});
afterAll(async () => {
  await server.stop();
  await link.python.close();
  await rm(directory, { recursive: true });
});

async function twins(): Promise<[Subject, Subject]> {
  const name = (): string => `r${randomHexId(4)}`;
  const newFile = (): string => join(directory, `${name()}.doltlite`);
  const remote = (): string => `file://${join(directory, `${name()}-remote`)}`;
  const [liteRemote, doltRemote] = [remote(), remote()];
  const doltlite = await DoltliteRepository.create(newFile(), link, author);
  const dolt = await DoltRepository.create(server.urlOf(name()), author);
  await doltlite.addRemote("origin", liteRemote);
  await dolt.addRemote("origin", doltRemote);
  return [
    { repository: doltlite, clone: () => DoltliteRepository.clone(liteRemote, newFile(), link) },
    {
      repository: dolt,
      clone: () => DoltRepository.clone(doltRemote, server.urlOf(name()), author),
    },
  ];
}

describe("doltlite and Dolt", () => {
  it("answer the same operations with the same outcomes and end in the same histories", async () => {
    let performed = 0;
    const outcomes = new Map<string, number>();
    const property = fc.asyncProperty(operations, async (history) => {
      const [doltlite, dolt] = await twins();
      for (const operation of history) {
        const [one, other] = [await perform(doltlite, operation), await perform(dolt, operation)];
        expect({ operation, outcome: one }).toEqual({ operation, outcome: other });
        const key = `${operation.kind} ${one}`;
        outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
        performed++;
      }
      expect(await observe(doltlite.repository)).toEqual(await observe(dolt.repository));
      await Promise.all([doltlite.repository.close(), dolt.repository.close()]);
    });
    await fc.assert(property, { numRuns: runs, endOnFailure: true, examples: [[throughClones]] });
    // The generator must really reach what it is for.
    expect(performed).toBeGreaterThan(runs * 4);
    expect([...outcomes.keys()]).toEqual(
      expect.arrayContaining([
        "commit ok",
        "branch ok",
        "merge ok",
        "push ok",
        "clone ok",
        "clone REMOTE_EMPTY",
        "branch BRANCH_EXISTS",
      ]),
    );
  }, 300_000);
});
