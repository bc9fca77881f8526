import { changesTool } from "./changes.js";
import { historyTool } from "./history.js";
import { overviewTool } from "./overview.js";
import { searchTool } from "./search.js";
import { statusTool } from "./status.js";
import { symbolTool } from "./symbol.js";
import type { StemmaTool } from "./tool.js";
import { traceTool } from "./trace.js";
import { branchTool } from "./writing/branch.js";
import { commitTool } from "./writing/commit.js";
import { documentTool } from "./writing/document.js";
import { mergeTool } from "./writing/merge.js";
import { nextUndocumentedTool } from "./writing/next-undocumented.js";
import { pullTool } from "./writing/pull.js";
import { pushTool } from "./writing/push.js";
import { submitDocumentationTool } from "./writing/submit-documentation.js";
import { switchTool } from "./writing/switch.js";

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

/** The tools that change documentation, index or history, for those who allow it. */
export const writeTools: readonly StemmaTool[] = [
  documentTool,
  nextUndocumentedTool,
  submitDocumentationTool,
  branchTool,
  switchTool,
  commitTool,
  mergeTool,
  pushTool,
  pullTool,
];
