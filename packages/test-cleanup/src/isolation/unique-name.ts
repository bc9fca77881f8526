import { type Clock, randomHexId, systemClock } from "@stemma/core";

/** `<prefix>_<yyyyMMddHHmmss>_<8 hex digits>` in UTC: sorts by time, and no two are equal. Fits collections and files. */
export function uniqueName(prefix: string, clock: Clock = systemClock): string {
  const timestamp = new Date(clock.now()).toISOString().replace(/\D/gu, "").slice(0, 14);
  return `${prefix}_${timestamp}_${randomHexId(4)}`;
}
