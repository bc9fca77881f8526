import type { CompletedCommand, CompletedFlag } from "./command-tree.js";

/** The shells for which there is a script. */
export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** The script that completes the command line; every word in it is a name of the program's own. */
export function completionScript(shell: Shell, commands: readonly CompletedCommand[]): string {
  if (shell === "fish") return fish(commands);
  return shell === "zsh" ? `autoload -U +X bashcompinit && bashcompinit\n${bash(commands)}` : bash(commands);
}

/** The command is told by the words before the cursor; what is no word of ours is a file. */
function bash(commands: readonly CompletedCommand[]): string {
  const paths = commands.slice(1).map(({ path }) => `" ${path.join(" ")}"`);
  const cases = commands.map(({ path, flags, subcommands }) => {
    const words = [...subcommands, ...flags.flatMap(spellings)];
    return `    "${path.map((word) => ` ${word}`).join("")}") words="${words.join(" ")}" ;;`;
  });
  return `_stemma() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" words="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
      ${paths.join("|")}) path="$path $word" ;;
    esac
  done
  case "$path" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _stemma stemma
`;
}

function spellings({ long, short }: CompletedFlag): readonly string[] {
  return [long, short].filter((word) => word !== undefined);
}

function fish(commands: readonly CompletedCommand[]): string {
  const described = new Map(commands.map(({ path, description }) => [path.join(" "), description]));
  const lines = commands.flatMap(({ path, flags, subcommands }) => {
    const condition = path.map((word) => `__fish_seen_subcommand_from ${word}`).join("; and ");
    const where = quoted(condition === "" ? "__fish_use_subcommand" : condition);
    return [
      ...subcommands.map(
        (name) =>
          `complete -c stemma -n ${where} -a ${name} -d ${quoted(described.get([...path, name].join(" ")) ?? "")}`,
      ),
      ...flags.map(
        (flag) => `complete -c stemma -n ${where}${fishFlag(flag)} -d ${quoted(flag.description)}`,
      ),
    ];
  });
  return `${lines.join("\n")}\n`;
}

function fishFlag({ long, short }: CompletedFlag): string {
  const longPart = long === undefined ? "" : ` -l ${long.slice(2)}`;
  return short === undefined ? longPart : `${longPart} -s ${short.slice(1)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
