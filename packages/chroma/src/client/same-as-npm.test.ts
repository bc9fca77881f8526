import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import {
  type ChromaServer,
  createIsolatedDirectory,
  type IsolatedDirectory,
  startChromaServer,
} from "@stemma/test-cleanup";
import { AdminClient, ChromaClient, type Collection } from "chromadb";
import fc from "fast-check";
import { deleteListRecords } from "../http/delete-list-records.js";
import { startTestPython, type TestPython, venvProgram } from "../test-python.fixture.js";
import { adminCalls } from "./admin-calls.fixture.js";
import { clientCases } from "./client-cases.fixture.js";
import { EmbeddedAdminClient } from "./embedded-admin-client.js";
import { EmbeddedChromaClient } from "./embedded-chroma-client.js";
import { outcomeOf } from "./outcome.fixture.js";
import { contentOf, programs, runStep } from "./programs.fixture.js";
import { filled, recordCases } from "./record-cases.fixture.js";

/** The npm client on a real server is the reference; the embedded client does the same. */
describe("the embedded client beside npm chromadb", () => {
  let python: TestPython;
  let directory: IsolatedDirectory;
  let server: ChromaServer;
  let npm: ChromaClient;
  let embedded: EmbeddedChromaClient;

  beforeAll(async () => {
    python = await startTestPython();
    directory = await createIsolatedDirectory();
    server = await startChromaServer({ command: venvProgram("chroma"), dataDirectory: directory.path });
    npm = new ChromaClient({ host: "127.0.0.1", port: Number(new URL(server.url).port) });
    embedded = new EmbeddedChromaClient({ path: `${directory.path}/embedded`, python });
  }, 90_000);
  afterAll(async () => {
    await embedded.close();
    await server.stop();
    await python.close();
    await directory.remove();
  });

  beforeEach(async () => {
    for (const client of [npm, embedded])
      for (const collection of await client.listCollections()) {
        // Otherwise a server brings their lists up in the next test's records.
        await deleteListRecords(collection);
        await client.deleteCollection({ name: collection.name });
      }
  });

  async function notesOf(client: ChromaClient): Promise<Collection> {
    const notes = await client.createCollection({ name: "notes", embeddingFunction: null });
    await notes.add(filled);
    return notes;
  }

  it.each(recordCases)("%s", async (_what, run) => {
    const expected = await notesOf(npm).then((notes) => outcomeOf(() => run(notes)));
    const seen = await notesOf(embedded).then((notes) => outcomeOf(() => run(notes)));
    expect(seen).toEqual(expected);
  });

  it.each(clientCases)("%s", async (_what, run) => {
    const outcomes = [];
    for (const client of [npm, embedded]) {
      await client.createCollection({ name: "taken", embeddingFunction: null });
      outcomes.push(await outcomeOf(() => run(client)));
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  it("has equal outcomes for generated programs", async () => {
    await fc.assert(
      fc.asyncProperty(programs, async (steps) => {
        const outcomes: unknown[][] = [];
        for (const client of [npm, embedded]) {
          const collection = await client.createCollection({ name: "program", embeddingFunction: null });
          const seen: unknown[] = [];
          for (const step of steps) {
            seen.push(await outcomeOf(() => runStep(collection, step)));
            seen.push(await outcomeOf(() => contentOf(collection)));
          }
          outcomes.push(seen);
          await deleteListRecords(collection);
          await client.deleteCollection({ name: "program" });
        }
        expect(outcomes[1]).toEqual(outcomes[0]);
      }),
      { numRuns: 25 },
    );
  }, 240_000);

  it("has equal outcomes for tenants and databases", async () => {
    const args = { host: "127.0.0.1", port: Number(new URL(server.url).port), ssl: false };
    const admins = [
      new AdminClient(args),
      new EmbeddedAdminClient({ path: `${directory.path}/embedded`, python }),
    ];
    const outcomes: unknown[][] = [];
    for (const admin of admins) {
      const seen: unknown[] = [];
      for (const run of adminCalls) seen.push(await outcomeOf(() => run(admin)));
      outcomes.push(seen);
    }
    await (admins[1] as EmbeddedAdminClient).close();
    expect(outcomes[1]).toEqual(outcomes[0]);
  });
});
