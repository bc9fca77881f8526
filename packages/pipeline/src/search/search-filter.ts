import { InvalidArgumentError } from "@stemma/core";
import ignore from "ignore";
import { filesChangedSince } from "../git/files-changed-since.js";
import { isTestPath } from "../names/named-node.js";

/** Which places may answer a question; all that is given must hold. */
export interface SearchFilter {
  /** Folders, files or globs, as `.gitignore` has them: `src/api`, `*.ts`. Any of them. */
  readonly paths?: readonly string[] | undefined;
  /** `python`, `typescript` … Any of them. */
  readonly languages?: readonly string[] | undefined;
  /** `folder`, `file`, `class`, `function`. Any of them. */
  readonly kinds?: readonly string[] | undefined;
  /** A branch, tag or commit of git: only files that differ from it now, and those that git does not know yet. */
  readonly changedSince?: string | undefined;
  /** Leaves tests, fixtures and benchmarks out. */
  readonly noTests?: boolean | undefined;
}

const KINDS = ["folder", "file", "class", "function"];

/** A filter as a test of one place; checked when it is made. */
export interface PlaceTest {
  /** `false` where nothing is filtered. */
  readonly isNeeded: boolean;
  /** The labels that pass, `undefined` for all. */
  readonly labels: readonly string[] | undefined;
  /** Whether a place in this file or folder passes, whatever its kind. */
  readonly hasPath: (path: string) => boolean;
}

/**
 * @param root - Of the tree.
 * @throws {@link InvalidArgumentError} for a language or kind that there is not; names those that there are; for a ref that git does not know
 */
export async function placeTest(
  { paths, languages, kinds, changedSince, noTests = false }: SearchFilter,
  root: string,
): Promise<PlaceTest> {
  const labels = kinds?.map((kind) => known("kind", kind.toLowerCase(), KINDS).toUpperCase());
  const extensions = languages === undefined ? undefined : await extensionsOfAll(languages);
  const changed = changedSince === undefined ? undefined : await filesChangedSince(root, changedSince);
  const globs = paths === undefined ? undefined : ignore().add([...paths]);
  return {
    isNeeded: [paths, languages, kinds, changedSince].some((given) => given !== undefined) || noTests,
    labels,
    hasPath(path) {
      if (noTests && isTestPath(path)) return false;
      if (changed !== undefined && !changed.has(path)) return false;
      if (globs !== undefined && (path === "." || !globs.ignores(path))) return false;
      return extensions?.some((extension) => path.toLowerCase().endsWith(extension)) ?? true;
    },
  };
}

/** The table of languages brings the parser with it: it is loaded where a filter needs it. */
async function extensionsOfAll(languages: readonly string[]): Promise<string[]> {
  const { extensionsOf, languageNames } = await import("./language-extensions.js");
  return languages.flatMap((language) =>
    extensionsOf(known("language", language.toLowerCase(), languageNames)),
  );
}

function known(what: string, given: string, values: readonly string[]): string {
  if (values.includes(given)) return given;
  throw new InvalidArgumentError(`"${given}" is no ${what}: give one of ${[...new Set(values)].join(", ")}`);
}
