import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type RecordBatch, RecordBatchFileWriter, type Schema } from "apache-arrow";
import type { GetResult } from "../../model/records.js";
import type { CollectionHeader } from "../transfer-record.js";
import { arrowBatch, arrowSchema } from "./arrow-columns.js";

/** Writes pages as the batches of an Arrow file, one in memory at a time. */
export async function writeArrow(
  header: CollectionHeader,
  pages: AsyncIterable<GetResult>,
  target: Writable,
): Promise<void> {
  await pipeline(Readable.from(fileBytes(batches(header, pages)), { objectMode: false }), target);
}

/** Tells how much it has made, so that this much can be taken before more is made. */
class CountingWriter extends RecordBatchFileWriter {
  get bytesMade(): number {
    return this._position;
  }
}

/**
 * The bytes of a file. The library's own stream takes batches as fast as they come, whether or not the disk keeps up: 100,000
 * records were in memory as a whole.
 */
async function* fileBytes(source: AsyncIterable<RecordBatch>): AsyncGenerator<Uint8Array> {
  const writer = new CountingWriter();
  const made = writer[Symbol.asyncIterator]();
  let taken = 0;
  for await (const batch of source) {
    writer.write(batch);
    while (taken < writer.bytesMade) {
      const { value } = (await made.next()) as { value: Uint8Array };
      taken += value.byteLength;
      yield value;
    }
  }
  // The footer, and the end.
  writer.finish();
  for (let next = await made.next(); next.done !== true; next = await made.next()) yield next.value;
}

async function* batches(
  header: CollectionHeader,
  pages: AsyncIterable<GetResult>,
): AsyncGenerator<RecordBatch> {
  let schema: Schema | undefined;
  for await (const page of pages) {
    schema ??= arrowSchema(header, page.dimension);
    yield arrowBatch(schema, page);
  }
  if (schema) return;
  // A file without records still says which columns it has.
  const none = { documents: [], metadatas: [], uris: [], embeddings: new Float32Array(0), dimension: 0 };
  yield arrowBatch(arrowSchema(header, 0), { ids: [], ...none });
}
