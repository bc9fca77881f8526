import type { NodeFacts } from "../request/node-facts.js";
import type { DescribedName, DocstringParts } from "./docstring/docstring-parts.js";
import { code, listWords } from "./phrases.js";
import { readSignature } from "./signature/read-signature.js";
import type { Parameter } from "./signature/signature-parts.js";

/** A type that takes more room is left to the signature. */
const MAX_TYPE = 60;
/** Of all parameters with their types in a sentence, in characters; where it takes more, their names have to do. */
const MAX_TAKES = 140;

/** What a function takes and gives, as sentences of one subject. */
export interface TakesAndGives {
  /** `takes … and returns …`; empty where it does neither, or nothing is known. */
  readonly predicate: string;
  /** What the author says of each parameter, as a list; empty where nothing. */
  readonly parameters: string;
  /** What the author says of the result; empty where nothing. */
  readonly result: string;
}

/** Reads the signature, and what the docstring says of its parts. */
export function takesAndGives(node: NodeFacts, docstring: DocstringParts | null): TakesAndGives {
  const signature = readSignature(node.signature, node.name, node.language);
  const described = docstring?.parameters ?? [];
  const returns = signature?.returns ?? "";
  const gives = returns === "" || returns.length > MAX_TYPE ? "" : `returns ${code(returns)}`;
  const isListed = described.some(({ text }) => text !== "");
  const parameters = signature?.parameters ?? [];
  const takes = parameters.length === 0 || isListed ? "" : `takes ${listParameters(parameters)}`;
  return {
    predicate: [takes, gives].filter((part) => part !== "").join(" and "),
    parameters: isListed
      ? parameterList(described, new Map(parameters.map((each) => [bare(each.name), each.type])))
      : "",
    result: docstring?.returns ?? "",
  };
}

function listParameters(parameters: readonly Parameter[]): string {
  const typed = listWords(parameters.map(({ name, type }) => withType(name, type)));
  return typed.length <= MAX_TAKES ? typed : listWords(parameters.map(({ name }) => code(name)));
}

function parameterList(described: readonly DescribedName[], types: ReadonlyMap<string, string>): string {
  return described
    .map(({ name, text }) => {
      const head = withType(name, types.get(bare(name)) ?? "");
      return `- ${text === "" ? head : `${head}: ${text}`}`;
    })
    .join("\n");
}

function withType(name: string, type: string): string {
  return type === "" || type.length > MAX_TYPE ? code(name) : `${code(name)} (${code(type)})`;
}

function bare(name: string): string {
  return name.replace(/^(?:\*+|\.\.\.)/u, "");
}
