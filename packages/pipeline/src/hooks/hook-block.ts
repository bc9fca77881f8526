import type { HookName } from "./hook-names.js";

/** How the block came into its file: `made`: with the file; `before`: what was there follows; `kept`: what was there lies aside. */
type HookHow = "made" | "before" | "kept";

/** Where a hook that can't be added to lies meanwhile, beside the hooks. */
export const KEPT_FOLDER = "stemma-kept";

const SHEBANG = "#!/bin/sh\n";
const BEGIN = "# >>> stemma hooks";
const END = "# <<< stemma hooks <<<\n";
/** Bourne shells: what they run may be added to. */
const SHELL =
  /^#!\s*\/?(?:\S*\/)?(?:env\s+(?:-S\s+)?)?(?:\S*\/)?(?:sh|bash|dash|ash|ksh|mksh|zsh)(?:\s[^\r]*)?$/u;

/**
 * The lines that git's hooks are given. All happens behind two forks: the hook goes on at once, with its own input, output and exit
 * code, and a `wait` of its own does not wait for us.
 */
function blockOf(name: HookName, how: HookHow): string {
  return [
    `${BEGIN} (${how}) >>> written and taken out by: stemma hooks\n`,
    `( ( s="$(git rev-parse --git-common-dir)/stemma/hook" && [ -f "$s" ] && exec sh "$s" ${name} )`,
    " </dev/null >/dev/null 2>&1 & )\n",
    END,
  ].join("");
}

/** A hook where there was none. */
export function madeHook(name: HookName): Buffer {
  return Buffer.from(SHEBANG + blockOf(name, "made"));
}

/** A hook that goes on with the one that lies aside; alone where git did not run that one. */
export function wrapperHook(name: HookName, { isRun }: { readonly isRun: boolean }): Buffer {
  return Buffer.from(SHEBANG + blockOf(name, "kept") + (isRun ? goOn(name) : ""));
}

function goOn(name: HookName): string {
  const kept = `"\${0%/*}/${KEPT_FOLDER}/${name}"`;
  return `[ ! -x ${kept} ] || exec ${kept} "$@"\n`;
}

/** The hook with our lines before its own; `null` where it is no shell's. */
export function withBlock(content: Buffer, name: HookName): Buffer | null {
  const end = content.indexOf("\n");
  if (end === -1 || content.includes(0) || !SHELL.test(content.toString("latin1", 0, end))) return null;
  const block = Buffer.from(blockOf(name, "before"));
  return Buffer.concat([content.subarray(0, end + 1), block, content.subarray(end + 1)]);
}

/** A hook with our lines, taken apart. */
export interface TakenOut {
  readonly how: HookHow;
  /** The file without our lines. */
  readonly rest: Buffer;
  /** Nobody has added anything to what was made. */
  readonly isOurs: boolean;
}

/** `null` for a hook without our lines. */
export function takeOut(content: Buffer, name: HookName): TakenOut | null {
  const begin = content.indexOf(`\n${BEGIN} (`) + 1;
  const end = content.indexOf(END, begin);
  if (begin === 0 || end === -1) return null;
  const how = /\((made|before|kept)\)/u.exec(content.toString("latin1", begin, end))?.[1] as
    | HookHow
    | undefined;
  if (how === undefined) return null;
  const rest = Buffer.concat([content.subarray(0, begin), content.subarray(end + END.length)]);
  const text = rest.toString("latin1");
  const isOurs = text === SHEBANG || (how === "kept" && text === SHEBANG + goOn(name));
  return { how, rest, isOurs };
}

/** The hook with our lines as they are written today. */
export function withFreshBlock(content: Buffer, name: HookName): Buffer {
  const begin = content.indexOf(`\n${BEGIN} (`) + 1;
  const end = content.indexOf(END, begin) + END.length;
  const how = takeOut(content, name)?.how ?? "before";
  return Buffer.concat([content.subarray(0, begin), Buffer.from(blockOf(name, how)), content.subarray(end)]);
}
