export type { ServeMemoryOptions } from "./compat-chroma/serve-memory.js";
export { newToken, tokenInFile } from "./http/bearer-token.js";
export { type ServeHttpOptions, serveHttp } from "./http/serve-http.js";
export { CLIENT_NAMES, type ClientName, entryFor, type PlacedEntry } from "./install/clients.js";
export { type PlannedWrite, planWrite, writePlanned } from "./install/write-entry.js";
export type { ServeTreeOptions } from "./server/served-tree.js";
export {
  type ServeMemoryOnStdioOptions,
  type ServeOptions,
  serveMemoryOnStdio,
  serveStdio,
} from "./stdio/serve-stdio.js";
export { TOOL_SETS, type ToolSet } from "./tools/choose-tools.js";
