import { StemmaError } from "@stemma/core";

/** Why a node failed, for people and for programs. */
export function describeFailure(error: unknown): { reason: string; code: string | null } {
  if (StemmaError.isInstance(error)) return { reason: error.message, code: error.code };
  const hasMessage = typeof error === "object" && error !== null && "message" in error;
  return { reason: String(hasMessage ? error.message : error), code: null };
}
