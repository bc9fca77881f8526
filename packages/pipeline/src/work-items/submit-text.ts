import { join } from "node:path";
import { type CallOptions, InvalidArgumentError, readFileBounded } from "@stemma/core";
import { nodeText, WorkPlan } from "@stemma/dfs-processor";
import type { CodeNode } from "@stemma/graph-store";
import type { CompletionRequest } from "@stemma/llm";
import { unknownNames, wordsOf } from "@stemma/llm/grounding";
import { LeaseLostError } from "../errors/lease-lost-error.js";
import { TextRefusedError } from "../errors/text-refused-error.js";
import { ASSISTANT, asModel } from "./as-model.js";
import { storeTexts } from "./store-texts.js";
import { readWritten, requestOf, type WorkContext } from "./work-context.js";
import type { AcceptedText, SubmittedText } from "./work-item.js";

/** Characters of a text: less says nothing, more nobody reads. */
const LEAST_TEXT = 20;
const MOST_TEXT = 8_000;
/** Of a file that a text is compared with. */
const MAX_FILE_BYTES = 5_000_000;
const MOST_NAMED = 10;

/**
 * Takes a text, when its lease holds, its node is as it was, and it names nothing that there is not. It is kept as a paid answer is:
 * journal and graph have it when this resolves.
 *
 * @throws {@link LeaseLostError} `LEASE_LOST`
 * @throws {@link TextRefusedError} `TEXT_REFUSED`
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for a text of a length that none has
 */
export async function submitText(
  context: WorkContext,
  { id, lease, text, model }: SubmittedText,
  options: CallOptions,
): Promise<AcceptedText> {
  const { graph, provider, leases, madeHere, clock } = context;
  if (text.trim().length < LEAST_TEXT || text.length > MOST_TEXT)
    throw new InvalidArgumentError(`a text has ${LEAST_TEXT} to ${MOST_TEXT} characters, not ${text.length}`);
  const nodeKey = leases.hold(id, lease);
  if (nodeKey === undefined) return againOrLost(context, { id, text }, options);
  const plan = await WorkPlan.read(graph, provider, options);
  const [facts] = await graph.readNodes({ ids: [id] }, options);
  if (facts === undefined || !isAsBefore(context, plan, facts, nodeKey)) {
    leases.end(id, lease);
    throw new TextRefusedError(
      id,
      "its source, or what it depends on, has changed meanwhile",
      "Ask again (next_undocumented); what was edited is documented first (stemma document)",
    );
  }
  const request = await requestOf(plan, facts, await readWritten(graph, options), options);
  const doubtfulNames = await requireKnownNames(context, { text, facts, request }, options);
  const { answer } = await asModel(request, text);
  const { text: kept, summary } = nodeText(facts.name, answer, model);
  await storeTexts(graph, [{ nodeId: id, nodeKey, text: kept, summary, model, atMs: clock.now() }], options);
  madeHere.add([{ nodeId: id, text: kept }]);
  leases.end(id, lease);
  return { id, summary, wasThere: false, doubtfulNames, wasChanged: answer.text !== text };
}

function isAsBefore({ changed }: WorkContext, plan: WorkPlan, facts: CodeNode, nodeKey: string): boolean {
  const isEdited = facts.label !== "FOLDER" && changed.has(facts.path);
  return !isEdited && plan.has(facts.id) && plan.keyOf(facts.id) === nodeKey;
}

/** Whoever was not told that a text was taken gives it once more. */
async function againOrLost(
  { graph }: WorkContext,
  { id, text }: Pick<SubmittedText, "id" | "text">,
  options: CallOptions,
): Promise<AcceptedText> {
  const [present] = await graph.readDocumentation({ nodeIds: [id] }, options);
  if (present?.provider !== ASSISTANT || !present.text.endsWith(text.trim())) throw new LeaseLostError(id);
  return { id, summary: present.summary, wasThere: true, doubtfulNames: [], wasChanged: false };
}

interface Judged {
  readonly text: string;
  readonly facts: CodeNode;
  readonly request: CompletionRequest;
}

/** Gives the doubtful names of the prose. @throws {@link TextRefusedError} `TEXT_REFUSED` for a name written as code that there is not */
async function requireKnownNames(
  { root, graph }: WorkContext,
  { text, facts, request }: Judged,
  options: CallOptions,
): Promise<readonly string[]> {
  const known = new Set((await graph.readOutline(options)).flatMap(({ id }) => wordsOf(id)));
  const { id, label, path } = facts;
  const file =
    label === "FOLDER" ? "" : readFileBounded(join(root, path), { maxBytes: MAX_FILE_BYTES }).toString();
  const written = new Set([file, JSON.stringify(request)].flatMap(wordsOf));
  const { asCode, inProse } = unknownNames(text, (word) => known.has(word) || written.has(word));
  if (asCode.length === 0) return inProse;
  throw new TextRefusedError(
    id,
    `it names what is nowhere in the tree: ${asCode.slice(0, MOST_NAMED).join(", ")}`,
    "Give it again with the same lease, without these names; in backticks stand names of the tree alone",
  );
}
