/** What a call is asked that is to answer for several nodes; `nodes` are their prompts, each under its number. */
export const TOGETHER_PROMPT =
  'Document each of the following {{count}} nodes of {{place}} for itself, each in at most 60 words.\nAnswer in JSON alone: {"texts": [{"node": 1, "summary": [sentence, …], "details": [sentence, …]}, …]}, one entry for each node.';

/** What stands before the prompt of each. */
export const NODE_HEADING = "Node {{number}}:";
