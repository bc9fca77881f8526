/** What a call is asked that is to answer for several nodes, which follow under their numbers. */
export const TOGETHER_PROMPT =
  'These are {{count}} nodes of {{place}}. Document each for itself, in at most 60 words: of a function what it takes, gives, changes and raises and to what end it calls others, of a type what it holds and how it is used; the summary is one sentence. Answer with {"texts": [{"node": 1, "summary": […], "details": […]}, …]}, an entry a node.';

/** What stands before the source of each. */
export const NODE_HEADING = "Node {{number}}: Document the {{kind}} `{{name}}` ({{place}}){{uses}}.";

/** What several of them use, each once. */
export const REFERENCES_HEADING = "What they contain and use:";
