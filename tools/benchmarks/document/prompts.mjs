// What a language model would be sent for a whole tree, by the parts of its prompts; no model is asked.
//
//   node tools/benchmarks/document/prompts.mjs <folder> [<folder> …]

import { scanTree } from "@stemma/code-graph";
import { RecursiveDfsProcessor } from "@stemma/dfs-processor";
import { SqliteGraphStore } from "@stemma/graph-store";
import { estimateTokens } from "@stemma/llm";
import { AiSdkProvider } from "@stemma/llm/ai-sdk";
import { renderPrompt } from "../../../packages/llm/dist/prompts/render-prompt.js";
import { renderTogether } from "../../../packages/llm/dist/prompts/render-together.js";
import { EstimatingProvider } from "../../../packages/pipeline/dist/estimate/estimating-provider.js";

/**
 * How the parts of a prompt begin.
 *
 * @type {[string, RegExp][]}
 */
const HEADINGS = [
  ["surroundings", /^Where (?:it stands|they stand):$/u],
  ["docstring", /^Its author wrote:$/u],
  ["children", /^It contains:$/u],
  ["bases", /^It inherits from:$/u],
  ["calls", /^It calls:$/u],
  ["imports", /^It imports:$/u],
  ["references of packs", /^What they contain and use:$/u],
  ["source", /^Its source:$/u],
  ["question", /^(?:Document the|These are \d+ nodes|Node \d+:)/u],
  ["missing", /^Say that this text is incomplete/u],
];
const NUMBER = /^\d+\| ?/gmu;

/** Tokens of each part of one prompt. */
function partsOf({ system, user }) {
  const parts = new Map([["system", system]]);
  let part = "question";
  let fence = "";
  for (const line of user.split("\n")) {
    if (fence === "") {
      part = HEADINGS.find(([, pattern]) => pattern.test(line))?.[0] ?? part;
      const [, marks = "", language = ""] = /^(`{3,})(\w*)$/u.exec(line) ?? [];
      fence = marks;
      // In a pack it stands right behind its node.
      if (language !== "") part = "source";
    } else if (line === fence) fence = "";
    parts.set(part, `${parts.get(part) ?? ""}${line}\n`);
  }
  const tokens = new Map([...parts].map(([name, text]) => [name, estimateTokens(text)]));
  const source = parts.get("source");
  if (source !== undefined) {
    const bare = estimateTokens(source.replaceAll(NUMBER, ""));
    tokens.set("numbers of lines", (tokens.get("source") ?? 0) - bare);
    tokens.set("source", bare);
  }
  return tokens;
}

for (const folder of process.argv.slice(2)) {
  const sums = new Map();
  const kinds = new Map();
  let prompts = 0;
  let answers = 0;
  const model = new AiSdkProvider({
    model: /** @type {any} */ ({ specificationVersion: "v3", provider: "none", modelId: "none" }),
  });
  const counting = Object.create(model, {
    together: { value: model.together },
    withoutCall: { value: (request) => model.withoutCall(request) },
    estimate: {
      value(request) {
        const { companions = [] } = request;
        const estimate = model.estimate(request);
        const prompt =
          companions.length > 0
            ? renderTogether([request, ...companions])
            : renderPrompt(request, 6_000, { isCiting: true });
        prompts += 1;
        answers += estimate.outputTokens;
        for (const [name, tokens] of partsOf(prompt)) sums.set(name, (sums.get(name) ?? 0) + tokens);
        const kind = companions.length > 0 ? "together" : request.node.label;
        const { calls = 0, tokens = 0, nodes = 0 } = kinds.get(kind) ?? {};
        kinds.set(kind, {
          calls: calls + 1,
          tokens: tokens + estimate.inputTokens,
          nodes: nodes + 1 + companions.length,
        });
        return estimate;
      },
    },
  });
  const graph = await SqliteGraphStore.open(":memory:");
  await scanTree(folder, graph);
  const llm = new EstimatingProvider(counting);
  const { counts } = await new RecursiveDfsProcessor({ graph, llm }).processNode(".");
  await graph.close();
  const total = [...sums.values()].reduce((sum, tokens) => sum + tokens, 0);
  console.log(`\n${folder}: ${counts.total} nodes, ${prompts} calls`);
  console.log(
    `  ${llm.usage.inputTokens} tokens in, ${answers} out, ${llm.usage.inputTokens + answers} in all`,
  );
  for (const [name, tokens] of [...sums].sort((one, other) => other[1] - one[1]))
    console.log(
      `  ${name.padEnd(20)} ${String(tokens).padStart(8)}  ${((100 * tokens) / total).toFixed(1)} %`,
    );
  for (const [kind, { calls, tokens, nodes }] of kinds)
    console.log(
      `  ${kind.padEnd(10)} ${calls} calls, ${nodes} nodes, ${Math.round(tokens / calls)} tokens each`,
    );
}
