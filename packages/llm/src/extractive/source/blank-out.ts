/** What stands where in a source, so that a pattern can tell code from what only looks like it. */
export interface SourceLayers {
  /** Comments are blank, as many characters long as they were. */
  readonly withoutComments: string;
  /** Comments and the insides of texts are blank. */
  readonly codeOnly: string;
}

/** Languages whose comments begin with `#`. */
const HASH_LANGUAGES = new Set(["python", "ruby", "bash", "elixir", "r"]);

const HASH = /("""|''')[\s\S]*?(?:\1|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/gu;
const SLASH =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/gu;

/** Blanks comments and texts out, and leaves every line where it is. */
export function sourceLayers(source: string, language: string | null): SourceLayers {
  const tokens = HASH_LANGUAGES.has(language ?? "") ? HASH : SLASH;
  const isComment = (token: string): boolean => token.startsWith("#") || token.startsWith("/");
  return {
    withoutComments: source.replaceAll(tokens, (token) => (isComment(token) ? blank(token) : token)),
    codeOnly: source.replaceAll(tokens, (token) =>
      isComment(token) ? blank(token) : `${token.charAt(0)}${blank(token.slice(1, -1))}${token.slice(-1)}`,
    ),
  };
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/gu, " ");
}
