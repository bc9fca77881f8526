import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { StepRow } from "./change-step.js";

/** Rows as bytes; they are sources, of which a fifth is left this way. */
export function packRows(rows: readonly StepRow[]): Int8Array {
  return new Int8Array(deflateRawSync(JSON.stringify(rows), { level: 1 }));
}

/** The rows of {@link packRows}. */
export function unpackRows(packed: Int8Array): StepRow[] {
  return JSON.parse(inflateRawSync(new Uint8Array(packed)).toString()) as StepRow[];
}
