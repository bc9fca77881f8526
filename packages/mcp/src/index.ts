export type { ServeMemoryOptions } from "./compat-chroma/serve-memory.js";
export { newToken, tokenInFile } from "./http/bearer-token.js";
export { type ServeHttpOptions, serveHttp } from "./http/serve-http.js";
export type { ServeTreeOptions } from "./server/served-tree.js";
export {
  type ServeMemoryOnStdioOptions,
  type ServeOptions,
  serveMemoryOnStdio,
  serveStdio,
} from "./stdio/serve-stdio.js";
export { TOOL_SETS, type ToolSet } from "./tools/choose-tools.js";
