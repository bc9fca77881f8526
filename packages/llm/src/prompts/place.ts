import { code } from "../extractive/phrases.js";
import type { CompletionRequest } from "../request/completion-request.js";
import type { NodeContext } from "../request/node-context.js";
import type { NodeFacts } from "../request/node-facts.js";
import { referenceName } from "../request/reference-name.js";
import { summarize } from "../summary.js";
import { quotable, quotableName } from "./quoting.js";

const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  python: "Python",
  typescript: "TypeScript",
  tsx: "TypeScript",
  javascript: "JavaScript",
  go: "Go",
  java: "Java",
  c: "C",
  cpp: "C++",
  csharp: "C#",
  rust: "Rust",
  php: "PHP",
  ruby: "Ruby",
  bash: "shell",
  kotlin: "Kotlin",
  swift: "Swift",
  scala: "Scala",
  lua: "Lua",
  dart: "Dart",
  elixir: "Elixir",
  r: "R",
  zig: "Zig",
  terraform: "Terraform",
};
const CONSTRUCTORS = new Set(["__init__", "constructor", "<init>"]);
/** Words that the signature of a type has for its kind. */
const TYPE_KIND = /\b(interface|enum|struct|union|record|trait|class)\b/u;
/** Of what is said of the owner, and of the project, which every prompt says, in characters. */
const MAX_SAYING = 160;
const MAX_SAYING_OF_PROJECT = 120;
/** More say no more of what a node is for. */
const MAX_USERS = 2;

/** What readers call this kind of node. */
export function kindOf({ node, parent }: CompletionRequest): string {
  switch (node.label) {
    case "FUNCTION":
      if (node.signature?.startsWith("#define") === true) return "macro";
      if (parent?.label !== "CLASS") return "function";
      return CONSTRUCTORS.has(node.name) || node.name === parent.name ? "constructor" : "method";
    case "CLASS":
      return TYPE_KIND.exec(node.signature ?? "")?.[1] ?? "class";
    case "TEXT":
      return "text";
    case "FILE":
      return "file";
    case "FOLDER":
      return "folder";
  }
}

/** Its name within its file, as a reader finds it: `Reader.close`. */
export function nameOf({ node }: CompletionRequest): string {
  return quotableName(node.label === "FILE" || node.label === "FOLDER" ? node.name : referenceName(node));
}

/** `Python, src/reader.py:12`; in code marks where it is of the tree. */
export function placeOf({ node, context }: CompletionRequest): string {
  if (node.label === "FOLDER" && node.path === ".") return "the root of the project";
  const language = node.language === null ? "" : (LANGUAGE_NAMES[node.language] ?? node.language);
  const line = context.line === null ? "" : `:${context.line}`;
  return [language, code(`${quotableName(node.path)}${line}`)].filter((part) => part !== "").join(", ");
}

/** What project and owner say of themselves, and who uses the node, a line each; empty where nothing is known. */
export function surroundingsOf({ context }: CompletionRequest): string {
  const users = usersOf(context);
  return linesOf([projectLine(context), ownerLine(context), users === "" ? "" : `Used by ${users}`]);
}

/** What project and owners of several nodes say of themselves, each once. */
export function commonSurroundings(requests: readonly CompletionRequest[]): string {
  const [first] = requests;
  const owners = new Set(requests.map(({ context }) => ownerLine(context)));
  return linesOf([first === undefined ? "" : projectLine(first.context), ...owners]);
}

/** Names of those that use a node, and how many others there are; empty where nobody does. */
export function usersOf({ users, userCount }: NodeContext): string {
  // Overloads have one name.
  const names = new Set(users.map((user) => code(quotableName(referenceName(user)))));
  const named = [...names].slice(0, MAX_USERS);
  const others = userCount - (users.length - (names.size - named.length));
  const list = named.join(", ");
  return named.length > 0 && others > 0 ? `${list} and ${others} others` : list;
}

function projectLine({ project }: NodeContext): string {
  return project === null ? "" : `Project: ${said(project, MAX_SAYING_OF_PROJECT)}`;
}

function ownerLine({ owner }: NodeContext): string {
  if (owner === null) return "";
  return `Part of ${ownerName(owner)}${owner.says === null ? "" : `: ${said(owner.says, MAX_SAYING)}`}`;
}

function linesOf(lines: readonly string[]): string {
  return lines.filter((line) => line !== "").join("\n");
}

function ownerName({ name, signature }: Pick<NodeFacts, "name" | "signature">): string {
  return code(quotableName(signature ?? name));
}

function said(text: string, maxCharacters: number): string {
  return quotable(summarize(text, maxCharacters)).replaceAll(/\s*\n\s*/gu, " ");
}
