/**
 * npm `chromadb` with its clients on the Chroma in this process: change `from "chromadb"` to `from "@stemma/chroma/client"`.
 * Everything else (errors, `IncludeEnum`, expressions, types) is npm `chromadb`'s own.
 *
 * @packageDocumentation
 */
export * from "chromadb";
export {
  EmbeddedAdminClient as AdminClient,
  type EmbeddedAdminClientArgs as AdminClientArgs,
} from "./embedded-admin-client.js";
export {
  EmbeddedChromaClient as ChromaClient,
  type EmbeddedChromaClientArgs as ChromaClientArgs,
} from "./embedded-chroma-client.js";
export { embeddingFunctionOf } from "./embedding-function-of.js";
