import type { CallOptions } from "@stemma/core";
import type { SymbolChange } from "./changes.js";
import { describeChanges } from "./describe-changes.js";
import { committedSide, type IndexSide, type SideRecord } from "./index-side.js";
import type { ComparedIndex } from "./project-changes.js";

/** Two commits, symbol by symbol. */
export interface ComparedCommits {
  /** By the id in the newer one; who is called from elsewhere alone is not among them. */
  readonly changes: ReadonlyMap<string, SymbolChange>;
  /** Whether what is written of an id, and what it is written of, is the same in both. */
  readonly isSame: (id: string) => boolean;
}

export async function compareCommits(
  { versions, collection }: ComparedIndex,
  older: string,
  newer: string,
  options: CallOptions,
): Promise<ComparedCommits> {
  const old = new Map<string, SideRecord>();
  const now = new Map<string, SideRecord>();
  const noting =
    (commit: string, records: Map<string, SideRecord>): IndexSide =>
    async (ids, asked) => {
      const read = await committedSide(versions.repository, commit, collection)(ids, asked);
      for (const [id, record] of read) records.set(id, record);
      return read;
    };
  const differences = await versions.diff(older, newer, options);
  const sides = { before: noting(older, old), after: noting(newer, now) };
  const { files } = await describeChanges({ differences, collection, ...sides }, options);
  const symbols = files.flatMap((file) => file.symbols).filter(({ change }) => change !== "callers");
  return {
    changes: new Map(symbols.map((change) => [change.id, change])),
    isSame: (id) => isSameRecord(old.get(id), now.get(id)),
  };
}

/** Whether nothing changed in what a history tells. */
export function isSameRecord(one: SideRecord | undefined, other: SideRecord | undefined): boolean {
  return one?.document === other?.document && one?.metadata.hash === other?.metadata.hash;
}
