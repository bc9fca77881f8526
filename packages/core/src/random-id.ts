import { randomBytes } from "node:crypto";

/** Lower-case hexadecimal id from the system's random source; 16 bytes (128 bits, 32 characters) by default. */
export function randomHexId(bytes = 16): string {
  return randomBytes(bytes).toString("hex");
}
