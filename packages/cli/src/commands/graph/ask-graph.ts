import type { Answer, Diagram, DiagramFormat } from "@stemma/pipeline";
import { StemmaProject, writeDiagram } from "@stemma/pipeline";
import type { CommandContext } from "../../command-context.js";
import { type ExitCode, exitCode } from "../../exit-code.js";
import type { JsonOutputs } from "../../json/json-outputs.js";
import { writeJson } from "../../json/write-json.js";
import { tellStanding } from "../../output/tell-standing.js";

type GraphCommand = "callers" | "callees" | "path" | "impact" | "outline" | "unused" | "cycles";

/** How a question to the graph is asked, and its answer told. */
export interface GraphQuestion<T extends object> {
  readonly ask: (project: StemmaProject) => Promise<Answer<T>>;
  /** What `--json` prints. */
  readonly toJson: (answer: Answer<T>) => JsonOutputs[GraphCommand];
  readonly write: (answer: Answer<T>, root: string) => void;
  readonly format?: DiagramFormat | undefined;
  /** Only where the answer can be drawn. */
  readonly draw?: (project: StemmaProject, answer: Answer<T>) => Diagram | Promise<Diagram>;
}

/** Asks the graph of the nearest tree: the answer to stdout, in words, as JSON or as a diagram, and where it stands to stderr. */
export async function askGraph<T extends object>(
  context: CommandContext,
  { ask, toJson, write, format, draw }: GraphQuestion<T>,
): Promise<ExitCode> {
  const { terminal, directory, json, flags, logger } = context;
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  const answer = await ask(project);
  const { standing } = answer;
  tellStanding(terminal, standing);
  if (json) writeJson<GraphCommand>(terminal, toJson(answer));
  else if (format !== undefined && draw !== undefined)
    terminal.stdout.write(writeDiagram(await draw(project, answer), format));
  else write(answer, project.state.root);
  return exitCode.fine;
}
