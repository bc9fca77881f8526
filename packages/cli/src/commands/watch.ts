import { type WatchNews, watchTree } from "@stemma/pipeline/watch";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";
import { writeJsonLine } from "../json/write-json.js";
import { formatDuration } from "../output/amounts.js";
import { oneLine } from "../output/visible-text.js";
import { reportError } from "../report-error.js";

/** What a run needs to stop cleanly; it may be stopped anywhere. */
const TO_END_MS = 600;

/** `stemma watch [--allow-spend]` */
export function addWatchCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("watch")
    .description("document what is edited, until Ctrl-C; beside it every other command works")
    .option("--allow-spend", "a language model that costs money may be asked", false)
    .action(async ({ allowSpend }: { allowSpend: boolean }) => {
      const given = context();
      const { directory, flags, logger, signal } = given;
      signal.addEventListener("abort", () =>
        setTimeout(() => process.exit(exitCode.interrupted), TO_END_MS).unref(),
      );
      const onNews = (news: WatchNews): void => writeNews(given, news);
      await watchTree({ directory, flags, logger, signal, allowSpend, onNews });
      onExitCode(exitCode.interrupted);
    });
}

/** A line a run; with `--json` one JSON document a line. */
function writeNews({ terminal, json, quiet }: CommandContext, news: WatchNews): void {
  const { stdout, colors } = terminal;
  const at = new Date();
  if (news.kind === "failed") {
    if (json)
      writeJsonLine<"watch">(terminal, { kind: news.kind, at: at.toISOString(), error: String(news.error) });
    else void reportError(news.error, terminal, { debug: false });
  } else if (json) writeJsonLine<"watch">(terminal, { ...news, at: at.toISOString() });
  else if (quiet) return;
  else if (news.kind === "watching")
    stdout.write(`Watching ${colors.bold(oneLine(news.root))}; Ctrl-C ends it.\n`);
  else
    stdout.write(
      `${at.toTimeString().slice(0, 8)} ${oneLine(news.words)} (${formatDuration(news.tookMs)})\n`,
    );
}
