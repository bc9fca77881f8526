import type { StemmaConfig } from "../config/config-schema.js";

/**
 * What the configuration says of language models. In a file of its own: whoever reads the types of the package's entry needs none of the AI
 * SDK's, which are right with the browser's library only.
 */
export type LlmConfig = Pick<StemmaConfig, "llm" | "budget" | "prices">;
