import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type ChromaServer,
  createIsolatedDirectory,
  type IsolatedDirectory,
  startChromaServer,
  uniqueName,
} from "@stemma/test-cleanup";
import fc from "fast-check";
import type { ChromaCollection } from "../api/chroma-collection.js";
import { checkedFilter } from "../checks/checked-filter.js";
import type { Metadata } from "../model/metadata.js";
import { openChroma } from "../open-chroma.js";
import { readMetadata } from "../service/read-metadata.js";
import { recordPieces } from "../service/record-pieces.js";
import { startTestPython, type TestPython, venvProgram } from "../test-python.fixture.js";
import { type GeneratedCall, programs } from "./generated-calls.fixture.js";

/** `nx differential` asks for more, by another seed each time. */
const calls = Number(process.env["STEMMA_DIFFERENTIAL_CALLS"] ?? 120);
const seed = Number(process.env["STEMMA_DIFFERENTIAL_SEED"] ?? (calls > 120 ? Date.now() % 2 ** 31 : 1));

interface Stored {
  readonly id: string;
  readonly document: string | null;
  readonly metadata: Metadata | null;
  readonly uri: string | null;
}
type Outcome = { readonly records: readonly Stored[] | null } | { readonly refused: string };

describe("generated calls", () => {
  let python: TestPython;
  let directory: IsolatedDirectory;
  let server: ChromaServer;

  beforeAll(async () => {
    python = await startTestPython();
    directory = await createIsolatedDirectory();
    server = await startChromaServer({ command: venvProgram("chroma"), dataDirectory: directory.path });
  }, 90_000);
  afterAll(async () => {
    await server.stop();
    await python.close();
    await directory.remove();
  });

  async function reference<T>(name: string, ...args: unknown[]): Promise<T> {
    const result = await python.execute<T>({ module: "differential_reference", name, args });
    if (!result.ok) throw new Error(result.error.traceback ?? result.error.message);
    return result.value;
  }

  it(`have equal outcomes here, on a server, and in pure Python where its client takes them (${calls} calls)`, async () => {
    const [here, there] = [await openChroma("memory:", { python }), await openChroma(server.url)];
    let made = 0;
    let compared = 0;
    const property = fc.asyncProperty(programs, async (program) => {
      const name = uniqueName("differential");
      const [embedded, remote] = [
        await here.createCollection({ name }),
        await there.createCollection({ name }),
      ];
      const pure = await reference<string>("start");
      for (const call of program) {
        const seen = await outcomeOf(embedded, call);
        expect(await outcomeOf(remote, call)).toEqual(seen);
        made += 1;
        // What is refused here Python may take, and never get over.
        if ("refused" in seen) continue;
        const expected = await reference<Outcome>("apply", pure, pythonCall(call));
        if ("refused" in expected) {
          // Its client has checks of its own: from here on the collections differ.
          if (call.kind !== "get") break;
          continue;
        }
        compared += 1;
        expect(seen).toEqual(inOneForm(expected));
      }
      await reference("finish", pure);
      await here.deleteCollection({ name });
      await there.deleteCollection({ name });
    });
    while (made < calls) await fc.assert(property, { numRuns: 10, seed: seed + made, endOnFailure: true });
    await here.close();
    await there.close();
    // Most calls are right ones, and most of these Python's client takes.
    expect(compared).toBeGreaterThan(made / 5);
  }, 3_600_000);
});

async function outcomeOf(collection: ChromaCollection, call: GeneratedCall): Promise<Outcome> {
  try {
    if (call.kind === "get") {
      const { ids, documents, metadatas, uris } = await collection.get({
        ...call,
        include: ["documents", "metadatas", "uris"],
      });
      const records = ids.map((id, position) => ({
        id,
        document: documents[position] ?? null,
        metadata: metadatas[position] ?? null,
        uri: uris[position] ?? null,
      }));
      return { records };
    }
    if (call.kind === "delete") await collection.delete(call);
    else await collection[call.kind](call.records);
    return { records: null };
  } catch (error) {
    return { refused: (error as { code: string }).code };
  }
}

/** The call as it is sent: numbers as they are stored. */
function pythonCall(call: GeneratedCall): unknown {
  if (call.kind === "get" || call.kind === "delete") {
    const { where, whereDocument } = checkedFilter(call, "Reference");
    return { kind: call.kind, where: where ?? null, where_document: whereDocument ?? null };
  }
  const [piece] = recordPieces(call.kind, call.records, "Reference", () => 200);
  const { embeddings } = call.records;
  return { kind: call.kind, ids: piece?.ids, embeddings, ...present({ ...piece }) };
}

function present({ documents, metadatas, uris }: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries({ documents, metadatas, uris }).filter(([, each]) => each));
}

function inOneForm(outcome: Outcome): Outcome {
  if ("refused" in outcome || outcome.records === null) return outcome;
  return { records: outcome.records.map((each) => ({ ...each, metadata: readMetadata(each.metadata) })) };
}
