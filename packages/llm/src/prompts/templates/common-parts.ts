/**
 * Parts that several prompts share. First what many prompts begin with alike, so that services need read it once;
 * then what is asked. What the code base says stands between fences, which no text of it can close. */
export const COMMON_PARTS = {
  surroundings: "Where it stands:\n{{fence}}\n{{surroundings}}\n{{fence}}",
  docstring: "Its author wrote:\n{{fence}}\n{{docstring}}\n{{fence}}",
  children: "It contains:\n{{fence}}\n{{children}}\n{{fence}}",
  bases: "It inherits from:\n{{fence}}\n{{bases}}\n{{fence}}",
  calls: "It calls:\n{{fence}}\n{{calls}}\n{{fence}}",
  imports: "It imports:\n{{fence}}\n{{imports}}\n{{fence}}",
  source: "Its source:\n{{fence}}{{language}}\n{{source}}\n{{fence}}",
  missing: "Say that this text is incomplete, because these could not be documented: {{missing}}.",
} as const;
