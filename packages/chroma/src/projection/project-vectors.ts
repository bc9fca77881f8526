import type { CallOptions } from "@stemma/core";
import { callPython, type PythonLink } from "../embedded/call-python.js";

/** Vectors laid onto a plane. */
export interface Projection {
  /** Two coordinates a vector, flat. */
  readonly points: Float32Array;
  /** Which share of the variance each of the two axes holds. */
  readonly explained: readonly [number, number];
}

const TIMEOUT_MS = 30_000;

/**
 * Lays vectors onto their two principal axes, by numpy; the same vectors always come to lie at the same places.
 *
 * @param vectors - One after the other.
 */
export async function projectVectors(
  link: PythonLink,
  { vectors, dimension }: { readonly vectors: Float32Array; readonly dimension: number },
  options: CallOptions = {},
): Promise<Projection> {
  if (vectors.length === 0) return { points: new Float32Array(), explained: [0, 0] };
  const { points, explained } = await callPython<{ points: Float32Array; explained: Float32Array }>(
    link,
    "ProjectVectors",
    "projection.project",
    [vectors, dimension],
    { timeoutMs: TIMEOUT_MS, ...options },
  );
  return { points, explained: [explained[0] ?? 0, explained[1] ?? 0] };
}
