import type { NodeKind } from "@stemma/graph-store";
import { type Definition, FILE_ITSELF, type FileFacts } from "../facts/file-facts.js";

const CONSTRUCTORS = new Set(["constructor", "__init__"]);
/** Words that say in the head of a declaration what it is. */
const CLASS_WORDS =
  /^(?:template ?<.*> ?)?(?:@?[\w.]+(?:\([^()]*\))?\s+)*?@?(interface|enum|record|namespace|module|struct|union|class)\b/;

/** What a definition is in its language. */
export function kindOf(facts: FileFacts, definition: Definition): NodeKind {
  return (
    definition.is ?? (definition.kind === "class" ? classKind(definition) : functionKind(facts, definition))
  );
}

function classKind({ traits, signature }: Definition): NodeKind {
  if (traits.includes("interface")) return "interface";
  if (traits.includes("enumeration")) return "enum";
  if (traits.includes("namespace")) return "namespace";
  // `type T struct`, `type T []int`.
  if (signature.startsWith("type ")) return /\bstruct$/.test(signature) ? "struct" : "type";
  if (traits.includes("alias")) return "type";
  const word = CLASS_WORDS.exec(signature)?.[1];
  if (word === "enum" || word === "record" || word === "interface" || word === "struct" || word === "union")
    return word;
  return word === "module" || word === "namespace" ? "namespace" : "class";
}

function functionKind({ definitions }: FileFacts, definition: Definition): NodeKind {
  const { name, parent, traits, memberName, signature } = definition;
  const owner = parent === FILE_ITSELF ? undefined : definitions[parent];
  if (traits.includes("property")) return "property";
  if (traits.includes("macro")) return "macro";
  const isMember = traits.includes("member");
  if (owner?.kind === "class" && owner.traits.includes("namespace") && !isMember) return "function";
  const isElsewhere =
    owner !== undefined && !(owner.start <= definition.start && definition.end <= owner.end);
  if (owner?.kind !== "class" && !isElsewhere && !isMember)
    return signature.startsWith("func (") ? "method" : "function";
  const constructs = CONSTRUCTORS.has(name) || memberName?.startsWith("<init>") === true;
  return constructs ? "constructor" : "method";
}
