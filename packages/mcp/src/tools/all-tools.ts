import { changesTool } from "./changes.js";
import { historyTool } from "./history.js";
import { overviewTool } from "./overview.js";
import { searchTool } from "./search.js";
import { statusTool } from "./status.js";
import { symbolTool } from "./symbol.js";
import type { StemmaTool } from "./tool.js";
import { traceTool } from "./trace.js";

/** The tools that read, in the order in which clients are told of them. */
export const readTools: readonly StemmaTool[] = [
  searchTool,
  symbolTool,
  traceTool,
  overviewTool,
  changesTool,
  historyTool,
  statusTool,
];
