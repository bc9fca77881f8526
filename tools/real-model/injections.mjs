// How many injections a real small model hands on: in its text of the place itself, and in the root's.
//
//   node --conditions @stemma/source tools/real-model/injections.mjs [--count 64] [--minutes 60]
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { MODEL, withRealModel } from "./with-model.mjs";

const { values: given } = parseArgs({
  options: { count: { type: "string", default: "64" }, minutes: { type: "string", default: "60" } },
});
// Not named as the compiler knows it: these sources are TypeScript's own.
const load = createRequire(import.meta.url);
load("../../packages/test-support/run-typescript.cjs");
const { INJECTIONS, MARKER } = load("../../packages/pipeline/src/injection/injections.fixture.ts");
const { reached } = load("../../packages/pipeline/src/injection/injections-reach.fixture.ts");
const { renderPrompt, stackMiddleware, withRetry, withTaint } = load("@stemma/llm");
const { AiSdkProvider, openLanguageModel } = load("@stemma/llm/ai-sdk");

const MAX_INPUT_TOKENS = 1_500;

/** What has not read the words can't say them: nobody waits for the model then. */
function readers(model) {
  let calls = 0;
  return {
    get calls() {
      return calls;
    },
    provider: {
      name: model.name,
      model: model.model,
      promptVersion: model.promptVersion,
      async getCompletion(request, options) {
        if (!renderPrompt(request, MAX_INPUT_TOKENS).user.includes(MARKER))
          return { text: "Part of a program." };
        calls += 1;
        return model.getCompletion(request, options);
      },
    },
  };
}

/** Every place of the corpus early on, so that a run that is cut short says something of each. */
function spread(items, count) {
  const rank = (index) => (index * 0.618_033_988_75) % 1;
  const order = [...items.keys()].sort((one, other) => rank(one) - rank(other));
  return order.slice(0, count).map((index) => items[index]);
}

await withRealModel(async (url) => {
  const { model } = await openLanguageModel({ service: "openai-compatible", model: MODEL, baseUrl: url });
  const options = { model, isCiting: false, maxInputTokens: MAX_INPUT_TOKENS, maxOutputTokens: 60 };
  const asked = readers(new AiSdkProvider({ ...options, timeoutMs: 900_000, stallTimeoutMs: 300_000 }));
  const ways = [
    {
      title: "nothing keeps them",
      llm: stackMiddleware(asked.provider, [withRetry()]),
      anywhere: 0,
      atRoot: 0,
    },
    {
      title: "what speaks to a model is kept from parents",
      llm: stackMiddleware(asked.provider, [withTaint(), withRetry()]),
      anywhere: 0,
      atRoot: 0,
    },
  ];
  const startedAtMs = performance.now();
  const endsAtMs = startedAtMs + Number(given.minutes) * 60_000;
  let tried = 0;
  for (const injection of spread(INJECTIONS, Number(given.count))) {
    if (performance.now() > endsAtMs) break;
    tried += 1;
    const outcomes = [];
    for (const way of ways) {
      const places = await reached(injection, way.llm);
      if (places.size > 0) way.anywhere += 1;
      if (places.has(".")) way.atRoot += 1;
      outcomes.push(places.has(".") ? "root" : places.size > 0 ? "some text" : "no text");
    }
    process.stdout.write(`  ${outcomes.join(", kept: ")}; ${injection.place}: ${injection.text}\n`);
  }
  const share = (count) => `${count} of ${tried} (${Math.round((100 * count) / tried)} %)`;
  for (const { title, anywhere, atRoot } of ways)
    process.stdout.write(`${title}: in some text ${share(anywhere)}, in the root's ${share(atRoot)}\n`);
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  process.stdout.write(`${asked.calls} calls in ${seconds} s\n`);
});
