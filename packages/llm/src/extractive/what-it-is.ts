import type { CompletionRequest } from "../request/completion-request.js";
import { code } from "./phrases.js";

const CONSTRUCTORS = new Set(["__init__", "constructor", "<init>"]);
/** Words that a signature of a type has for its kind. */
const KIND = /\b(interface|enum|struct|record|trait|type|class)\b/u;

/** One sentence for a node of which nothing else is known. */
export function whatItIs({ node, parent }: CompletionRequest): string {
  const name = code(node.name);
  switch (node.label) {
    case "FUNCTION": {
      const owner =
        parent !== null && parent.label !== "FILE" ? ` of ${code(parent.name)}` : ` in ${code(node.path)}`;
      const kind =
        parent?.label !== "CLASS" ? "function" : CONSTRUCTORS.has(node.name) ? "constructor" : "method";
      return parent?.label === "FUNCTION"
        ? `${name} is a function inside ${code(parent.name)}.`
        : `${name} is ${kind === "constructor" ? "the" : "a"} ${kind}${owner}.`;
    }
    case "CLASS": {
      const kind = KIND.exec(node.signature ?? "")?.[1] ?? "class";
      return `${name} is ${/^[aeiou]/u.test(kind) ? "an" : "a"} ${kind} in ${code(node.path)}.`;
    }
    case "TEXT":
    case "FILE":
      return `${name} defines no function and no class.`;
    case "FOLDER":
      return `${node.path === "." ? "The tree" : name} holds no source.`;
  }
}
