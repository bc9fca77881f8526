/**
 * Makes programs that build npm `chromadb`'s clients themselves (or whose libraries do: Mastra, LlamaIndex) run on the Chroma in this
 * process, without a change of their code:
 *
 * ```sh
 * STEMMA_CHROMA_PATH=./data node --import @stemma/chroma/register program.mjs
 * ```
 *
 * @packageDocumentation
 */
import { register } from "node:module";

register("./resolve-hook.js", import.meta.url);
