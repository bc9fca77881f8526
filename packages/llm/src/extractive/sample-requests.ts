import type { CompletionRequest } from "../request/completion-request.js";
import { NO_CONTEXT } from "../request/node-context.js";
import type { DocumentedReference, NodeFacts, NodeKind } from "../request/node-facts.js";

/**
 * Requests that together lead the extractive provider through all of its sentences. What it says of them is its wording:
 * the hash of that is its version. A new sentence needs a sample here; a test names those that are missing.
 */
export const SAMPLE_REQUESTS: readonly CompletionRequest[] = [
  sample("FUNCTION", "read_lines", {
    docstring:
      "Reads lines\nof a file.\n\nSecond paragraph.\n\n- an item\n\nArgs:\n  path: where\n\nReturns:\n  the header\n\nRaises:\n  ReadError: when it ends",
    signature: "async def read_lines(path: Path, *rest) -> Header",
  }),
  sample("FUNCTION", "read_all", {
    signature: "def read_all(path: Path, *rest) -> Header",
    source: [
      "def read_all(path: Path, *rest) -> Header:",
      "    # an empty line ends the header",
      "    global count",
      "    self.state = os.environ['HOME']",
      "    path.write_text('')",
      "    requests.get(path)",
      "    subprocess.run(path)",
      "    raise ReadError(path)",
    ].join("\n"),
  }),
  sample("FUNCTION", "old", {
    docstring: "Was good once.\n\n@deprecated since long",
    language: "typescript",
  }),
  sample("FUNCTION", "given", { docstring: "@returns The rest.", language: "typescript" }),
  sample("FUNCTION", "__init__", {}, { parent: reference("CLASS", "Reader") }),
  sample("FUNCTION", "close", {}, { parent: reference("CLASS", "Reader") }),
  sample("FUNCTION", "step", {}, { parent: reference("FUNCTION", "walk") }),
  sample("FUNCTION", "alone"),
  sample(
    "FUNCTION",
    "parseHTTPHeader",
    { language: "typescript" },
    {
      calls: references("FUNCTION", 45),
      usedBy: [reference("FUNCTION", "serve")],
      missing: [reference("FUNCTION", "lost")],
      cycle: { members: [reference("FUNCTION", "parseHTTPHeader"), reference("FUNCTION", "other")], pass: 2 },
    },
  ),
  sample("CLASS", "Reader", {}, { bases: [reference("CLASS", "Base")], children: references("FUNCTION", 2) }),
  sample("CLASS", "Options", { signature: "export interface Options", language: "typescript" }),
  sample("CLASS", "Plain"),
  sample(
    "FILE",
    "reader.py",
    { path: "io/reader.py" },
    { children: references("CLASS", 1), imports: references("FILE", 1) },
  ),
  sample("FILE", "empty.py"),
  sample("FOLDER", "io", { path: "io", language: null }, { children: references("FILE", 45) }),
  sample("FOLDER", "bare", { path: "bare", language: null }),
  sample("FOLDER", "project", { path: ".", language: null }, { children: references("FOLDER", 2) }),
];

function sample(
  label: NodeKind,
  name: string,
  facts: Partial<NodeFacts> = {},
  relations: Partial<CompletionRequest> = {},
): CompletionRequest {
  const plain = { language: "python", signature: null, docstring: null, source: "" };
  return {
    node: { id: name, label, path: "reader.py", name, ...plain, ...facts },
    parent: null,
    children: [],
    calls: [],
    imports: [],
    bases: [],
    usedBy: [],
    context: NO_CONTEXT,
    cycle: null,
    missing: [],
    ...relations,
  };
}

function references(label: NodeKind, count: number): DocumentedReference[] {
  return Array.from({ length: count }, (_, index) => reference(label, `part${index}`));
}

function reference(label: NodeKind, name: string): DocumentedReference {
  return {
    id: name,
    label,
    path: "reader.py",
    name,
    summary: name === "part0" ? "Does the first part." : null,
  };
}
