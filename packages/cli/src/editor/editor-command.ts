import { InvalidArgumentError } from "@stemma/core";

/** Words between quotes, or without spaces. */
const WORDS = /"([^"]*)"|'([^']*)'|(\S+)/gu;

/**
 * The program that a person edits texts with, and its arguments: `$VISUAL`, else `$EDITOR`. Quotes hold words with spaces together; nothing
 * else in it has a meaning.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` where neither is set
 */
export function editorCommand(environment: NodeJS.ProcessEnv): {
  readonly program: string;
  readonly args: readonly string[];
} {
  const said = [environment["VISUAL"], environment["EDITOR"]].find((each) => each?.trim());
  const [program, ...args] = Array.from(said?.matchAll(WORDS) ?? [], ([, double, single, plain]) =>
    String(double ?? single ?? plain),
  );
  if (program === undefined)
    throw new InvalidArgumentError("there is no editor: neither VISUAL nor EDITOR is set", {
      advice: "Set one, or give the text: --text <text> or --file <path>.",
    });
  return { program, args };
}
