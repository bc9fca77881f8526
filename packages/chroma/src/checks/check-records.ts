import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import { type InvalidRecord, InvalidRecordsError } from "../errors/invalid-records-error.js";
import type { Embeddings, RecordBatch } from "../model/records.js";
import type { WriteKind } from "../service/write-kind.js";
import { storedMetadata, Unstorable } from "./stored-metadata.js";
import { Turns } from "./turns.js";
import { vectorFaults } from "./vector-faults.js";

/** What one record is refused for; `undefined` when it is right. */
type Fault = (position: number) => string | undefined;

/**
 * Checks each record of a write before the first is written, in turns that leave the event loop free: Chroma notices most of
 * this in the middle of a write, and some of it never.
 *
 * @throws {@link ChromaInvalidArgumentError} `INVALID_ARGUMENT` for the batch as a whole: lists of different lengths, or no records.
 * @throws {@link InvalidRecordsError} which names every bad record.
 */
export async function checkRecords(
  kind: WriteKind,
  records: RecordBatch,
  operationName: string,
): Promise<void> {
  const { ids, embeddings, documents, metadatas, uris } = records;
  checkLengths(records, operationName);
  const faults: Fault[] = [idFaults(ids)];
  if (embeddings) faults.push(vectorFaults(embeddings, ids.length, operationName));
  if (documents) {
    const isNeeded = !embeddings;
    faults.push((position) => textFault("document", documents[position], isNeeded));
  }
  if (uris) faults.push((position) => textFault("uri", uris[position], false));
  if (metadatas) {
    faults.push((position) => {
      const stored = storedMetadata(metadatas[position], kind);
      return stored instanceof Unstorable ? stored.reason : undefined;
    });
  }
  const bad: InvalidRecord[] = [];
  const turns = new Turns();
  for (let position = 0; position < ids.length; position += 1) {
    for (const fault of faults) {
      const reason = fault(position);
      if (reason === undefined) continue;
      bad.push({ position, id: ids[position], reason });
      break;
    }
    if (turns.isOver) await turns.next();
  }
  if (bad.length > 0) throw new InvalidRecordsError(bad, ids.length, { operationName });
}

function checkLengths(records: RecordBatch, operationName: string): void {
  const { ids, embeddings, documents, metadatas, uris } = records;
  const refuse = (message: string): never => {
    throw new ChromaInvalidArgumentError(message, { operationName });
  };
  if (!Array.isArray(ids)) refuse("ids must be a list");
  if (ids.length === 0) refuse("no records: ids is empty");
  for (const [name, list] of Object.entries({ documents, metadatas, uris, embeddings: listOf(embeddings) })) {
    if (!list) continue;
    if (!Array.isArray(list)) refuse(`${name} must be a list`);
    if (list.length !== ids.length) refuse(`${ids.length} ids and ${list.length} ${name}`);
  }
}

/** One buffer holds any number of vectors. */
function listOf(embeddings: Embeddings | undefined): Exclude<Embeddings, Float32Array> | undefined {
  return ArrayBuffer.isView(embeddings) ? undefined : embeddings;
}

function idFaults(ids: readonly unknown[]): Fault {
  const positions = new Map<string, number>();
  return (position) => {
    const id = ids[position];
    if (typeof id !== "string") return "has an id that is no text";
    if (id === "") return "has an empty id";
    if (!id.isWellFormed()) return "has half a character in its id: that is no text";
    const earlier = positions.get(id);
    if (earlier !== undefined) return `has the id of record ${earlier}: an id stands twice in the batch`;
    positions.set(id, position);
    return undefined;
  };
}

function textFault(name: string, value: unknown, isNeeded: boolean): string | undefined {
  if (value === null || value === undefined) {
    return isNeeded ? `has neither a vector nor a ${name} to make one from` : undefined;
  }
  if (typeof value !== "string") return `has a ${name} that is no text`;
  return value.isWellFormed() ? undefined : `has half a character in its ${name}: that is no text`;
}
