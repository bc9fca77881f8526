import { hasErrorCode } from "@stemma/core";
import { StemmaProject, type Verification } from "@stemma/pipeline";
import { type Command, Option } from "commander";
import type { CommandContext } from "../../command-context.js";
import type { CommandHost } from "../../command-host.js";
import { type ExitCode, exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { writeGraphVerification } from "../../output/write-graph-verification.js";
import { writeTextsVerification } from "../../output/write-texts-verification.js";
import type { Terminal } from "../../terminal.js";

type Half = "graph" | "index";

interface VerifyFlags {
  readonly only?: Half;
  readonly texts?: boolean;
}

/** `stemma verify [--only graph|index] [--texts]` */
export function addVerifyCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("verify")
    .description("compare the graph with a clean scan, and the index with its last commit, vectors included")
    .addOption(new Option("--only <half>", "verify just this").choices(["graph", "index"]))
    .option(
      "--texts",
      "in their place: compare each sentence with what it cites, and look for names that there are not",
    )
    .action(async ({ only, texts }: VerifyFlags) => {
      onExitCode(await (texts === true ? verifyTexts(context()) : verify(only, context())));
    });
}

/** The index has nothing to be compared with before the first commit: then it is left out, unless it was asked for. */
async function verify(only: Half | undefined, given: CommandContext): Promise<ExitCode> {
  const { terminal, directory, json, signal, flags, logger } = given;
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  const graph = only === "index" ? null : await project.verifyGraph({ signal });
  const index = only === "graph" ? null : await verifyIndex(project, signal, only === "index");
  const isEqual = (graph?.isEqual ?? true) && (index?.isEqual ?? true);
  if (json)
    writeJson<"verify">(terminal, { isEqual, graph, index: index === null ? null : summaryOf(index) });
  else {
    if (graph !== null) writeGraphVerification(terminal, graph);
    if (index !== null) writeIndexVerification(terminal, index);
    else if (only === undefined) terminal.stdout.write("Index not compared: it has no commit yet\n");
  }
  return isEqual ? exitCode.fine : exitCode.failed;
}

/** Says what stands on what it cites; not what is true. */
async function verifyTexts({
  terminal,
  directory,
  json,
  signal,
  flags,
  logger,
}: CommandContext): Promise<ExitCode> {
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  const verification = await project.verifyTexts({ signal });
  if (json) writeJson<"verify">(terminal, verification);
  else writeTextsVerification(terminal, verification);
  return verification.isSupported ? exitCode.fine : exitCode.failed;
}

async function verifyIndex(
  project: StemmaProject,
  signal: AbortSignal,
  isWanted: boolean,
): Promise<Verification | null> {
  try {
    return await (await project.openHistory()).verify({ signal });
  } catch (error) {
    if (!isWanted && hasErrorCode(error, "HISTORY_MISSING")) return null;
    throw error;
  }
}

function summaryOf({ isEqual, documents, changes, misrecorded, otherVectors }: Verification) {
  const { added, modified, deleted } = changes.documents;
  return { isEqual, documents, notCommitted: { added, modified, deleted }, misrecorded, otherVectors };
}

function writeIndexVerification({ stdout }: Terminal, verification: Verification): void {
  const { isEqual, documents, notCommitted, misrecorded, otherVectors } = summaryOf(verification);
  if (isEqual) {
    stdout.write(`Index equal to its last commit: ${documents} documents\n`);
    return;
  }
  const { added, modified, deleted } = notCommitted;
  stdout.write(
    `Index not equal to the last commit of ${documents} documents: ` +
      `${added.length + modified.length + deleted.length} not committed, ` +
      `${otherVectors.length} with other vectors, ${misrecorded.length} recorded wrongly\n`,
  );
}
