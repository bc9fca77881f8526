export { type ServeOptions, serveStdio } from "./stdio/serve-stdio.js";
export { TOOL_SETS, type ToolSet } from "./tools/choose-tools.js";
