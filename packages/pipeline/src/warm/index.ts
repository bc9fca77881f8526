export { type AskWarmOptions, askWarm } from "./ask-warm.js";
export type { WarmAnswer } from "./warm-messages.js";
