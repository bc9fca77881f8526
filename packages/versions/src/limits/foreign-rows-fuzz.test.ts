import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { randomHexId, StemmaError } from "@stemma/core";
import fc from "fast-check";
import { callPython } from "../python/call-python.js";
import { author, commitNotes, note } from "../repository/contract/sample-rows.fixture.js";
import { DoltliteRepository } from "../repository/doltlite/doltlite-repository.js";
import { startTestPython } from "../testing/test-python.fixture.js";

/** More of them by hand: STEMMA_FUZZ_RUNS=5000. */
const numRuns = Number(process.env["STEMMA_FUZZ_RUNS"] ?? 40);

/** What a column of SQLite may hold, whatever its type says. */
const value = fc.oneof(
  fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
  fc.constantFrom("", "{}", "[]", '{"a":1}', '{"a":', "notes", "../../x", "\0"),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
  fc.uint8Array({ maxLength: 24 }),
);
/** Mostly as they should be, or nothing would get through. */
const among = (usual: unknown): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: value });
const vector = new Uint8Array(new Float32Array([1, 2, 3]).buffer);
const document = fc.tuple(
  among("notes"),
  fc.oneof(fc.string(), value),
  among("text"),
  among(null),
  among('{"a":1}'),
  among("0".repeat(64)),
  among("model-a"),
  among(vector),
  among(0),
);
const collection = fc.tuple(
  among("notes"),
  among("notes"),
  among(null),
  among("{}"),
  among("model-a"),
  among(3),
);

describe("rows that a stranger has written into a history", () => {
  let link: Awaited<ReturnType<typeof startTestPython>>;
  let directory: string;
  beforeAll(async () => {
    link = await startTestPython();
    directory = await mkdtemp(join(tmpdir(), "stemma-rows-"));
  });
  afterAll(async () => {
    await link.python.close();
    await rm(directory, { recursive: true });
  });
  const session = (name: "open_session" | "run" | "close_session", ...args: unknown[]): Promise<unknown> =>
    callPython(link, "Plant", `stemma_versions.sessions.${name}`, args, (error) => new Error(error.message));

  it(
    "are read as what they are, or refused with an error of ours, and then nothing is left",
    async () => {
      const seen = new Set<string>();
      const url = `file://${join(directory, "honest")}`;
      const honest = await DoltliteRepository.create(join(directory, "honest.doltlite"), link, author);
      await commitNotes(honest, "main", [note("a", "1")]);
      await honest.addRemote("origin", url);
      await honest.push({ remote: "origin", branch: "main" });
      await honest.close();
      await fc.assert(
        fc.asyncProperty(
          fc.array(document, { maxLength: 3 }),
          collection,
          fc.string(),
          async (rows, row, message) => {
            const id = randomHexId(4);
            const planted = `file://${join(directory, id)}`;
            await session("open_session", id, join(directory, `${id}.attacker`), true, 1_000);
            const run = (sql: string, ...parameters: unknown[][]): Promise<unknown> =>
              session("run", id, [{ sql, rows: parameters.length === 0 ? [[]] : parameters }]);
            await run("SELECT dolt_clone(?)", [url]);
            const write = async (sql: string, parameters: readonly unknown[]): Promise<void> => {
              // What the columns do not take is not what is looked for here.
              await run(sql, [...parameters]).catch(() => undefined);
            };
            for (const each of rows)
              await write("REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", each);
            await write("REPLACE INTO collections VALUES (?, ?, ?, ?, ?, ?)", row);
            await run("SELECT dolt_commit('-A', '-m', ?, '--allow-empty')", [message || " "]).catch(
              () => undefined,
            );
            await run("SELECT dolt_remote('remove', 'origin')");
            await run("SELECT dolt_remote('add', 'origin', ?)", [planted]);
            await run("SELECT dolt_push('origin', 'refs/heads/main')");
            await session("close_session", id);
            seen.add(await cloneAndRead(planted, join(directory, `${id}.clone`)));
          },
        ),
        { numRuns },
      );
      expect([...seen].filter((outcome) => !/^(read|[A-Z_]+)$/.test(outcome))).toEqual([]);
      expect(seen).toContain("read");
      expect(seen).toContain("FOREIGN_REPOSITORY");
    },
    Math.max(120_000, numRuns * 2_000),
  );

  async function cloneAndRead(url: string, place: string): Promise<string> {
    try {
      const clone = await DoltliteRepository.clone(url, place, link);
      try {
        for (const { id } of await clone.readCollections("main"))
          for await (const page of clone.readDocuments("main", { collection: id }))
            expect(page.length).toBeGreaterThan(0);
        await clone.readHashes("main");
        await clone.log("main");
        const [newest] = await clone.log("main", { limit: 1 });
        const [parent] = newest?.parents ?? [];
        if (newest && parent) await clone.diff(parent, newest.hash);
        return "read";
      } finally {
        await clone.close();
      }
    } catch (error) {
      return StemmaError.isInstance(error) ? error.code : String(error);
    }
  }
});
