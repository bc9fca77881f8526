import type { TextLanguage } from "../language.js";
import { noSemantics } from "../shared/no-semantics.js";
import { textFacts } from "./text-facts.js";
import type { TextParts } from "./text-part.js";

/** Longer texts are read up to here; the rest stays in the file's own. */
const MOST_CHARACTERS = 400_000;

/** What is particular to one kind of text. */
interface TextRow {
  readonly name: string;
  readonly extensions?: readonly string[];
  readonly paths?: RegExp;
  /** Loads the reader where the first such file is read. */
  readonly load: () => Promise<(text: string) => TextParts>;
}

/** A row of the table of texts. */
export function textLanguage({ name, extensions = [], paths, load }: TextRow): TextLanguage {
  return {
    name,
    extensions,
    paths,
    elidedBody: " …",
    family: name,
    packageOf: () => null,
    createResolver: () => ({ resolve: () => null, submodule: () => null }),
    manifestNames: [],
    semantics: noSemantics,
    async readText(text) {
      const read = await load();
      return textFacts(text, read(text.slice(0, MOST_CHARACTERS)));
    },
  };
}
