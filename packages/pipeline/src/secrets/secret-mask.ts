import type { TextMask } from "@stemma/code-graph";
import { maskSecrets, SECRETS_VERSION } from "./mask-secrets.js";

/** For scans: no secret of a source gets into the graph, and so into nothing that is made from it. */
export const SECRET_MASK: TextMask = { version: SECRETS_VERSION, mask: maskSecrets };
