import { type CallOptions, Deadline, randomHexId } from "@stemma/core";
import type { PythonLink } from "../embedded/call-python.js";
import { callPython } from "../embedded/call-python.js";
import type { Metadata } from "../model/metadata.js";
import { buildIndexes } from "./build-indexes.js";
import type { CollectionAddress, RepairedCollection } from "./damaged-collection.js";

/** Records whose vector neither Chroma's log nor the damaged index has. */
export interface WantedVectors extends WantedRecords {
  readonly collection: CollectionAddress & {
    readonly dimension: number;
    /** The model that made its vectors; `null` where they are the caller's own. */
    readonly model: string | null;
  };
}

/** Records side by side. */
interface WantedRecords {
  readonly ids: readonly string[];
  readonly documents: readonly (string | null)[];
  /** Without lists. */
  readonly metadatas: readonly Metadata[];
}

/** How {@link repairDirectory} works. */
export interface RepairDirectoryOptions extends CallOptions {
  /** Finds vectors, by id; what it does not return stays unknown. Asked for at most 1,000 at a time. Default: finds none. */
  readonly findVectors?: ((wanted: WantedVectors) => Promise<ReadonlyMap<string, Float32Array>>) | undefined;
  /** Told before each step of each damaged collection. */
  readonly onProgress?:
    | ((step: "looking for vectors" | "building", collection: CollectionAddress) => void)
    | undefined;
}

interface Begun extends CollectionAddress {
  readonly records: number;
  readonly dimension: number;
  readonly model: string | null;
  readonly wanted: number;
  readonly set_aside: readonly string[];
}

interface Finished {
  readonly log: number;
  readonly index: number;
  readonly direction: number;
  readonly supplied: number;
  readonly without_vector: readonly string[];
  readonly set_aside: readonly string[];
}

const pageSize = 1_000;
/** Chroma builds an index in one call: some 3,000 vectors a second. */
const defaultTimeoutMs = 3_600_000;

/**
 * Gives the damaged collections of a data directory their vectors back: from Chroma's own write-ahead log, from what the
 * damaged index still has, and from `findVectors`, in this order. Nothing is deleted: what was damaged is set aside in the
 * directory, and the records whose vector is nowhere keep their texts. May be interrupted anywhere and made again.
 *
 * Resolves with what became of each damaged collection; empty when none is. Rejects with DATA_DIRECTORY_LOCKED while anybody
 * has the directory open, this process included, and DATA_DIRECTORY_UNUSABLE when its database can't be read.
 *
 * @example
 * ```ts
 * const repaired = await repairDirectory("./data", { python, logger });
 * for (const { name, withoutVector } of repaired) console.log(name, withoutVector);
 * ```
 */
export async function repairDirectory(
  directory: string,
  link: PythonLink,
  options: RepairDirectoryOptions = {},
): Promise<RepairedCollection[]> {
  const deadline = new Deadline("RepairDirectory", options, defaultTimeoutMs);
  const repair = new Repair(link, deadline);
  const repaired: RepairedCollection[] = [];
  try {
    for (const collection of await repair.begin(directory)) {
      options.onProgress?.("looking for vectors", collection);
      await repair.supply(collection, options.findVectors);
      repaired.push(await repair.finish(collection));
    }
  } finally {
    await repair.end();
  }
  const building = (collection: CollectionAddress): void => options.onProgress?.("building", collection);
  await buildIndexes(directory, repaired, link, deadline, building);
  return repaired;
}

/** The calls of one repair: its id is the first argument of each. */
class Repair {
  readonly #link: PythonLink;
  readonly #deadline: Deadline;
  readonly #id = randomHexId(8);

  constructor(link: PythonLink, deadline: Deadline) {
    this.#link = link;
    this.#deadline = deadline;
  }

  begin(directory: string): Promise<Begun[]> {
    const args = [this.#id, directory];
    return callPython(this.#link, "BeginRepair", "repair.begin", args, this.#deadline.rest());
  }

  async supply(begun: Begun, findVectors: RepairDirectoryOptions["findVectors"]): Promise<void> {
    if (findVectors === undefined) return;
    const { id, name, tenant, database, dimension, model } = begun;
    const collection = { id, name, tenant, database, dimension, model };
    for (let offset = 0; offset < begun.wanted; offset += pageSize) {
      const page = [this.#id, id, offset, pageSize];
      const wanted = await callPython<WantedRecords>(
        this.#link,
        "ReadWantedVectors",
        "repair.wanted",
        page,
        this.#deadline.rest(),
      );
      const found = await findVectors({ collection, ...wanted });
      const fitting = [...found].filter(([, vector]) => vector.length === dimension);
      if (fitting.length === 0) continue;
      const vectors = new Float32Array(fitting.length * dimension);
      fitting.forEach(([, vector], row) => {
        vectors.set(vector, row * dimension);
      });
      const args = [this.#id, id, fitting.map(([recordId]) => recordId), vectors];
      await callPython(this.#link, "SupplyVectors", "repair.supply", args, this.#deadline.rest());
    }
  }

  async finish({ id, name, tenant, database }: Begun): Promise<RepairedCollection> {
    const args = [this.#id, id];
    const done = await callPython<Finished>(
      this.#link,
      "FinishRepair",
      "repair.finish",
      args,
      this.#deadline.rest(),
    );
    return {
      id,
      name,
      tenant,
      database,
      fromLog: done.log,
      fromIndex: done.index,
      fromCaller: done.supplied,
      directionsOnly: done.direction,
      withoutVector: done.without_vector,
      setAside: done.set_aside,
    };
  }

  /** Also after a time-out or an abort: what is begun in Python ends with it. */
  end(): Promise<void> {
    return callPython(this.#link, "EndRepair", "repair.end", [this.#id]);
  }
}
