import { createHash } from "node:crypto";
import { maskSecrets } from "../secrets/mask-secrets.js";

/** Hexadecimal digits of a key. */
export const KEY_LENGTH = 32;

/** Which text of which node. */
export interface NodeText {
  readonly nodeId: string;
  readonly text: string;
}

/** A key that only this text of this node has, as the index holds it. */
export function textKey({ nodeId, text }: NodeText): string {
  return createHash("sha256")
    .update(JSON.stringify([nodeId, maskSecrets(text)]))
    .digest("hex")
    .slice(0, KEY_LENGTH);
}
