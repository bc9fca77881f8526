/** Parts that several prompts share. */
export const COMMON_PARTS = {
  docstring: "Its author wrote:\n{{docstring}}",
  children: "It contains:\n{{children}}",
  bases: "It inherits from:\n{{bases}}",
  calls: "It calls:\n{{calls}}",
  imports: "It imports:\n{{imports}}",
  source: "Its source:\n```{{language}}\n{{source}}\n```",
  missing: "Say that this text is incomplete, because these could not be documented: {{missing}}.",
} as const;
