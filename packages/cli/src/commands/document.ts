import type { StemmaConfigInput } from "@stemma/pipeline";
import type { Command } from "commander";
import { budgetAmount } from "../budget-amount.js";
import type { CommandHost } from "../command-host.js";
import { wholeNumber } from "../whole-number.js";
import { runDocument } from "./run-document.js";
import { runEstimate } from "./run-estimate.js";

interface DocumentFlags {
  readonly include?: string[];
  readonly exclude?: string[];
  readonly workers?: number;
  readonly timeout?: number;
  readonly budget?: NonNullable<StemmaConfigInput["budget"]>;
  readonly dryRun?: boolean;
  readonly report?: string;
  /** commander sets it to `false` by `--no-commit`. */
  readonly commit: boolean;
  /** `false` by `--no-fill`. */
  readonly fill: boolean;
  readonly rewrite?: boolean;
}

/** `stemma document [dir]` */
export function addDocumentCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("document")
    .description("scan the tree, document it bottom-up and index it; a second run does only what changed")
    .argument("[dir]", "directory of the source tree (default: -C, else the current directory)")
    .option("--include <glob...>", "read only these files")
    .option("--exclude <glob...>", "leave these files out, besides .gitignore and .stemmaignore")
    .option("--workers <n>", "nodes documented at the same time", wholeNumber)
    .option("--no-commit", "leave the history as it is; stemma commit keeps the index later")
    .option("--no-fill", "end where the tree is searchable; the next run fills in vectors and commits")
    .option("--rewrite", "write anew, and pay for, what was kept from earlier wordings of the prompts")
    .option("--timeout <seconds>", "give up after this time; what is finished is kept", wholeNumber)
    .option("--budget <amount>", "stop before the language model takes more: 5usd, 200ktokens", budgetAmount)
    .option("--dry-run", "say what it would take; call no model and write nothing")
    .option("--report <file>", "write the summary with its figures to this file, as JSON")
    .action(async (directory: string | undefined, flags: DocumentFlags) => {
      const { include, exclude, workers, timeout, budget, dryRun, commit, fill, rewrite, report } = flags;
      const timeoutMs = timeout === undefined ? undefined : timeout * 1_000;
      const given = context({ include, exclude, workers, timeoutMs, budget });
      const where = directory ?? given.directory;
      onExitCode(
        dryRun
          ? await runEstimate(where, given, { rewrite })
          : await runDocument(where, given, { commit, fill, rewrite, report }),
      );
    });
}
