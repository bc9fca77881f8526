import { InvalidArgumentError } from "@stemma/core";
import type { NodeKind, NodeLabel, NodeOutline } from "@stemma/graph-store";
import ignore from "ignore";
import { filesChangedSince } from "../git/files-changed-since.js";
import { isTextPath } from "../names/is-text-path.js";
import { isTestPath } from "../names/named-node.js";

/** Which places may answer a question; all that is given must hold. */
export interface SearchFilter {
  /** Folders, files or globs, as `.gitignore` has them: `src/api`, `*.ts`. Any of them. */
  readonly paths?: readonly string[] | undefined;
  /** `python`, `typescript` … Any of them. */
  readonly languages?: readonly string[] | undefined;
  /** `folder`, `file`, `class`, `function`, `text`, or finer: `method`, `interface`, `constant`, `section`, `table` … Any of them. */
  readonly kinds?: readonly string[] | undefined;
  /** A branch, tag or commit of git: only files that differ from it now, and those that git does not know yet. */
  readonly changedSince?: string | undefined;
  /** Leaves tests, fixtures and benchmarks out. */
  readonly noTests?: boolean | undefined;
  /** Leaves files out that are no code. */
  readonly noTexts?: boolean | undefined;
}

const LABELS = ["folder", "file", "class", "function", "text"];
/** What a node is in its language; with the label that a record of it has. */
const KINDS: Readonly<Record<Exclude<NodeKind, "class" | "function" | "text">, NodeLabel>> = {
  interface: "CLASS",
  enum: "CLASS",
  struct: "CLASS",
  union: "CLASS",
  record: "CLASS",
  type: "CLASS",
  namespace: "CLASS",
  method: "FUNCTION",
  constructor: "FUNCTION",
  property: "FUNCTION",
  macro: "FUNCTION",
  constant: "TEXT",
  section: "TEXT",
  table: "TEXT",
  view: "TEXT",
  stage: "TEXT",
  job: "TEXT",
  script: "TEXT",
  operation: "TEXT",
  schema: "TEXT",
};

/** A filter as a test of one place; checked when it is made. */
export interface PlaceTest {
  /** `false` where nothing is filtered. */
  readonly isNeeded: boolean;
  /** The labels that pass, `undefined` for all. */
  readonly labels: readonly string[] | undefined;
  /** Whether a node is of a kind that passes. */
  readonly hasKind: (node: Pick<NodeOutline, "label" | "kind">) => boolean;
  /** Whether a place in this file or folder passes, whatever its kind. */
  readonly hasPath: (path: string) => boolean;
}

/**
 * @param root - Of the tree.
 * @throws {@link InvalidArgumentError} for a language or kind that there is not; names those that there are; for a ref that git does not know
 */
export async function placeTest(
  { paths, languages, kinds, changedSince, noTests = false, noTexts = false }: SearchFilter,
  root: string,
): Promise<PlaceTest> {
  const wanted = kinds?.map((kind) => known("kind", kind.toLowerCase(), [...LABELS, ...Object.keys(KINDS)]));
  const isOfLanguage = languages === undefined ? undefined : await languageTest(languages);
  const changed = changedSince === undefined ? undefined : await filesChangedSince(root, changedSince);
  const globs = paths === undefined ? undefined : ignore().add([...paths]);
  return {
    isNeeded:
      [paths, languages, kinds, changedSince].some((given) => given !== undefined) || noTests || noTexts,
    labels: wanted === undefined ? undefined : [...new Set(wanted.flatMap(labelsOf))],
    hasKind: ({ label, kind }) =>
      wanted?.some((each) => (LABELS.includes(each) ? each.toUpperCase() === label : each === kind)) ?? true,
    hasPath(path) {
      if (noTests && isTestPath(path)) return false;
      if (noTexts && isTextPath(path)) return false;
      if (changed !== undefined && !changed.has(path)) return false;
      if (globs !== undefined && (path === "." || !globs.ignores(path))) return false;
      return isOfLanguage?.(path) ?? true;
    },
  };
}

/** The labels of what is of a kind: an alias of a type is only read where a language's types are. */
function labelsOf(kind: string): string[] {
  if (LABELS.includes(kind)) return [kind.toUpperCase()];
  if (kind === "type") return ["CLASS", "TEXT"];
  return [(KINDS as Readonly<Record<string, NodeLabel>>)[kind] ?? "TEXT"];
}

/** The table of languages brings the parser with it: it is loaded where a filter needs it. */
async function languageTest(languages: readonly string[]): Promise<(path: string) => boolean> {
  const { languageNameOf, languageNames } = await import("./languages-of-files.js");
  const wanted = new Set(
    languages.map((language) => known("language", language.toLowerCase(), languageNames)),
  );
  return (path) => wanted.has(languageNameOf(path) ?? "");
}

function known(what: string, given: string, values: readonly string[]): string {
  if (values.includes(given)) return given;
  throw new InvalidArgumentError(`"${given}" is no ${what}: give one of ${[...new Set(values)].join(", ")}`);
}
