/** Variables that the parts of a prompt may use. */
export const PROMPT_VARIABLES = [
  "fence",
  "kind",
  "name",
  "place",
  "surroundings",
  "question",
  "signature",
  "docstring",
  "language",
  "source",
  "children",
  "calls",
  "imports",
  "bases",
  "members",
  "missing",
] as const;

/** One of {@link PROMPT_VARIABLES}. */
export type PromptVariable = (typeof PROMPT_VARIABLES)[number];

/** The wording of one kind of prompt. */
export interface PromptTemplate {
  readonly name: "leaf" | "parent" | "function-with-calls" | "cycle";
  /** In this order; a part one of whose `{{variables}}` is empty is left out. */
  readonly parts: readonly string[];
}

const VARIABLE = /\{\{(\w+)\}\}/gu;

/** The parts whose variables all have a value, filled in and joined by empty lines. Values are not looked into again. */
export function fillTemplate(
  { parts }: PromptTemplate,
  values: Readonly<Record<PromptVariable, string>>,
): string {
  const valueOf = (name: string): string => values[name as PromptVariable];
  return parts
    .filter((part) => variablesOf(part).every((name) => valueOf(name) !== ""))
    .map((part) => part.replaceAll(VARIABLE, (_match, name: string) => valueOf(name)))
    .join("\n\n");
}

/** Names of the variables that a part uses. */
export function variablesOf(part: string): string[] {
  return Array.from(part.matchAll(VARIABLE), (match) => match[1] ?? "");
}
