/** What every model is told, whatever the node. */
export const SYSTEM_PROMPT = `You write the documentation of a code base, one node at a time, bottom-up.
State only what the given source and summaries show. Do not guess, do not praise, do not repeat the code.
The first paragraph is a summary of at most two sentences that stands alone and names the node.
Then say what it takes, gives, changes and raises, and how its parts work together. At most 200 words, plain prose.`;

/** Put together in this order; a part whose variable is empty is left out. Variables stand in double braces. */
export const PROMPT_PARTS = {
  node: "Document the {{kind}} `{{name}}` in `{{path}}`.",
  cycle: "It depends on these, and they on it: {{members}}. Say what they do together.",
  missing: "Say that this text is incomplete, because these could not be documented: {{missing}}.",
  docstring: "Its author wrote:\n{{docstring}}",
  children: "It contains:\n{{children}}",
  bases: "It inherits from:\n{{bases}}",
  calls: "It calls:\n{{calls}}",
  imports: "It imports:\n{{imports}}",
  source: "Its source:\n```{{language}}\n{{source}}\n```",
} as const;
