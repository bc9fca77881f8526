import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { openChroma } from "@stemma/chroma";
import { deleteCollections, openFilesUnder, RecordingLogger } from "@stemma/test-cleanup";

const name = "integrationTest";
const vectors = Float32Array.from({ length: 4 * 8 }, (_value, index) => Math.cos(index));

/**
 * From an absent directory to an absent directory: open, create, write, change, delete, read, search, clean up, close,
 * remove. The collection's name is always the same, and every second time the directory stays for the next run.
 */
export async function runWorkflow({ python, ledger, directory, number }) {
  const expect = (isSo, what) => ledger.expect(isSo, `workflow ${number}: ${what}`);
  const chroma = await openChroma(directory, { python });
  const second = await openChroma(directory, { python });
  const collection = await chroma.createCollection({ name });
  const exists = await chroma.createCollection({ name }).catch((error) => error.code);
  expect(exists === "COLLECTION_EXISTS", `creating it again gave ${exists}`);
  await collection.add({ ids: ["a", "b", "c", "d"], embeddings: vectors, documents: ["1", "2", "3", "4"] });
  await collection.update({ ids: ["b"], embeddings: vectors.subarray(0, 8), documents: ["zwei"] });
  await collection.delete({ ids: ["d"] });
  const seen = await (await second.getCollection({ name })).get();
  expect(seen.documents.join() === "1,zwei,3", `the other client sees ${seen.documents}`);
  const nearest = await collection.query({ queryEmbeddings: vectors.subarray(0, 8), nResults: 2 });
  expect(nearest.distances[0].join() === "0,0", `distances ${nearest.distances[0]}`);
  const logger = new RecordingLogger();
  const deleted = await deleteCollections(chroma, { logger });
  expect(deleted.join() === name, `deleted ${deleted}`);
  expect((await second.listCollections()).length === 0, "a collection is still listed");
  await second.close();
  await chroma.close();
  const open = await openFilesUnder(directory);
  expect(open.length === 0, `open files ${open}`);
  if (number % 2 === 0) return;
  await rm(directory, { recursive: true });
  expect(!existsSync(directory), "the directory is still there");
}
