import { code } from "../extractive/phrases.js";
import type { CompletionRequest } from "../request/completion-request.js";
import { surroundingsOf } from "./place.js";
import { fenceFor, quotableName } from "./quoting.js";
import { type Prompt, renderPrompt } from "./render-prompt.js";
import { NODE_HEADING, TOGETHER_PROMPT } from "./templates/together-prompt.js";

/** More than a small node needs: nothing of it is cut. */
const ROOM = 20_000;

/** One prompt for several small nodes of a file. What they have in common is said once, and nothing is cut. */
export function renderTogether(requests: readonly CompletionRequest[]): Prompt {
  const [first] = requests;
  if (first === undefined) throw new RangeError("a prompt needs a node");
  const owner = requests.every(({ parent }) => parent?.id === first.parent?.id) ? first.context.owner : null;
  const common = surroundingsOf({ ...first, context: { ...first.context, owner, users: [], userCount: 0 } });
  const prompts = requests.map((request) =>
    renderPrompt(withoutCommon(request, owner !== null), ROOM, { isCiting: true }),
  );
  const fence = fenceFor([common]);
  const head = [
    ...(common === "" ? [] : [`Where they stand:\n${fence}\n${common}\n${fence}`]),
    TOGETHER_PROMPT.replaceAll("{{count}}", String(requests.length)).replaceAll(
      "{{place}}",
      code(quotableName(first.node.path)),
    ),
  ];
  const parts = prompts.map(
    ({ user }, index) => `${NODE_HEADING.replaceAll("{{number}}", String(index + 1))}\n${user}`,
  );
  return {
    system: prompts[0]?.system ?? "",
    user: [...head, ...parts].join("\n\n"),
    shortened: prompts.flatMap(({ shortened }) => shortened),
  };
}

function withoutCommon(request: CompletionRequest, isOwnerSaid: boolean): CompletionRequest {
  const { context } = request;
  return { ...request, context: { ...context, project: null, owner: isOwnerSaid ? null : context.owner } };
}
