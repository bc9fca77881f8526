import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { gitWords } from "../../output/git-words.js";
import { paged } from "../../output/paged.js";
import { shortHash } from "../../output/short-hash.js";
import { oneLine } from "../../output/visible-text.js";
import { withProject } from "./with-history.js";

/** `stemma blame <symbol>` */
export function addBlameCommand(program: Command, host: CommandHost): void {
  program
    .command("blame")
    .description("show since which commit each sentence of a symbol's documentation is there, and from what")
    .argument("<symbol>", "a path, a name, Class.method, or an id")
    .action((symbol: string) =>
      withProject(host, async (project, { terminal, json, signal }) => {
        const sentences = await project.blame(symbol, { signal });
        const git = await project.gitCommits(sentences.map(({ commit }) => commit));
        if (json) {
          writeJson<"blame">(terminal, {
            sentences: sentences.map((each) => ({ ...each, git: git.get(each.commit.hash) ?? null })),
          });
          return exitCode.fine;
        }
        await paged(terminal, process.env, ({ stdout, colors }) => {
          for (const { text, commit, sources, ...origin } of sentences) {
            const { author, provider, model, isMadeHere, remote } = origin;
            const came = isMadeHere || remote === null ? "" : `, from ${remote.name}`;
            const writer = provider === model ? provider : `${provider} (${model})`;
            const documented = gitWords(commit, git);
            const of = documented === "" ? "" : `, ${documented}`;
            const where = `${author}, ${writer}, from ${sources.join(", ")}${of}${came}`;
            stdout.write(
              `${colors.yellow(shortHash(commit.hash))} ${commit.date.slice(0, 10)}  ${oneLine(text)}\n`,
            );
            stdout.write(`${" ".repeat(21)}${colors.dim(oneLine(where))}\n`);
          }
        });
        return exitCode.fine;
      }),
    );
}
