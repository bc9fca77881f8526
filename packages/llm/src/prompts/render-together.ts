import { code } from "../extractive/phrases.js";
import { numberLines } from "../grounding/citable.js";
import type { CompletionRequest } from "../request/completion-request.js";
import type { DocumentedReference, NodeReference } from "../request/node-facts.js";
import { referenceName } from "../request/reference-name.js";
import { describeReference } from "./fit/fit-references.js";
import { quotableReference } from "./growing-parts.js";
import { ownText } from "./own-text.js";
import { commonSurroundings, kindOf, nameOf, placeOf, usersOf } from "./place.js";
import { fenceFor, quotable, quotableName } from "./quoting.js";
import type { Prompt } from "./render-prompt.js";
import { CITING_PROMPT } from "./templates/citing-prompt.js";
import { COMMON_PARTS } from "./templates/common-parts.js";
import { SYSTEM_PROMPT } from "./templates/system-prompt.js";
import { NODE_HEADING, REFERENCES_HEADING, TOGETHER_PROMPT } from "./templates/together-prompt.js";

/** One prompt for several small nodes. What they have in common is said once, and nothing is cut. */
export function renderTogether(requests: readonly CompletionRequest[]): Prompt {
  const [first] = requests;
  if (first === undefined) throw new RangeError("a prompt needs a node");
  const common = commonSurroundings(requests);
  const references = commonReferences(requests);
  const nodes = requests.map((request) => {
    const own = ownText(request.node);
    return { request, source: quotable(numberLines(own.source)), docstring: quotable(own.docstring) };
  });
  const fence = fenceFor([
    common,
    references,
    ...nodes.flatMap(({ source, docstring }) => [source, docstring]),
  ]);
  const head = fillIn(TOGETHER_PROMPT, {
    count: String(requests.length),
    place: placesOf(requests),
  });
  const parts = nodes.map(({ request, source, docstring }, index) =>
    [
      headingOf(request, index + 1),
      docstring === "" ? "" : fillIn(COMMON_PARTS.docstring, { fence, docstring }),
      source === "" ? "" : `${fence}${request.node.language ?? "text"}\n${source}\n${fence}`,
    ]
      .filter((part) => part !== "")
      .join("\n"),
  );
  return {
    system: `${SYSTEM_PROMPT}\n${CITING_PROMPT}`,
    user: [
      ...(common === "" ? [] : [`Where they stand:\n${fence}\n${common}\n${fence}`]),
      head,
      ...(references === "" ? [] : [`${REFERENCES_HEADING}\n${fence}\n${references}\n${fence}`]),
      ...parts,
    ].join("\n\n"),
    shortened: [],
  };
}

/** The file, where they are of one. */
function placesOf(requests: readonly CompletionRequest[]): string {
  const paths = new Set(requests.map(({ node }) => node.path));
  const [path = ""] = paths;
  return paths.size === 1 ? code(quotableName(path)) : `${paths.size} files`;
}

/** What is said of all that any of them contains or uses. */
function commonReferences(requests: readonly CompletionRequest[]): string {
  const said = new Map<string, DocumentedReference>();
  for (const { children, bases, calls, imports } of requests)
    for (const each of [...children, ...bases, ...calls, ...imports])
      if ((each.summary ?? "") !== "") said.set(each.id, each);
  // As in every prompt: a list is ordered by ids.
  const ordered = [...said.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  return ordered.map((each) => describeReference(quotableReference(each))).join("\n");
}

function headingOf(request: CompletionRequest, number: number): string {
  const { children, calls, context } = request;
  const inside = new Set(children.map(({ id }) => id));
  const users = usersOf(context);
  // What it contains, inherits from and imports stands in its source by these very names.
  const called = calls.filter(({ id }) => !inside.has(id));
  const uses = [users === "" ? "" : `used by ${users}`, namesOf("calls", called)].filter(
    (part) => part !== "",
  );
  return fillIn(NODE_HEADING, {
    number: String(number),
    kind: kindOf(request),
    name: nameOf(request),
    place: placeOf(request),
    uses: uses.map((part) => `; ${part}`).join(""),
  });
}

function namesOf(verb: string, references: readonly NodeReference[]): string {
  if (references.length === 0) return "";
  const names = new Set(references.map((each) => code(quotableName(referenceName(each)))));
  return `${verb} ${[...names].join(", ")}`;
}

/** Values are not looked into again. */
function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/gu, (_match, name: string) => values[name] ?? "");
}
