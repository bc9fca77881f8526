export { type AiSdkOptions, AiSdkProvider } from "./ai-sdk-provider.js";
