export { AiSdkAnswerer } from "./ai-sdk-answerer.js";
export type { AiSdkOptions } from "./ai-sdk-options.js";
export { AiSdkProvider } from "./ai-sdk-provider.js";
export { ModelsByKind } from "./models-by-kind.js";
export {
  LANGUAGE_MODEL_SERVICES,
  type LanguageModelChoice,
  type LanguageModelService,
  type OpenedLanguageModel,
  openLanguageModel,
} from "./open-language-model.js";
export { withBatches } from "./with-batches.js";
