// Serves one GGUF model as an OpenAI-compatible service on the loopback interface, a call at a time.
// Arguments: folder of node-llama-cpp, model file. Prints its URL when it is ready.
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, modelPath] = process.argv.slice(2);
// It ends with whoever started it, however that ends.
process.stdin.resume().once("end", () => process.exit());
const { getLlama, LlamaChatSession } = await import(pathToFileURL(join(runtime, "dist", "index.js")).href);
const contextSize = 4_096;
/** Ends of sentences and of paragraphs. */
const ANSWER_END = /[.!?]\s|\n\n/u;
const MOST_SENTENCES = 3;
/** Of an answer by a schema: how much of each list there may be, by its name. Left alone, so small a model fills them without an end. */
const MOST_ITEMS = { summary: 1, details: 2, cites: 2, texts: 8 };
const LONGEST_TEXT = 240;

const llama = await getLlama({ build: "never", gpu: false, maxThreads: 1 });
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({ contextSize, threads: 1 });
const sequence = context.getSequence();
/** By schema, as JSON: making one takes longer than a short answer. */
const grammars = new Map();
let last = Promise.resolve();

const server = createServer((request, response) => {
  last = last
    .then(() => answer(request, response))
    .catch((error) => {
      response.destroy(error);
    });
});
server.listen(0, "127.0.0.1", () => {
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  process.stdout.write(`http://127.0.0.1:${port}/v1\n`);
});

async function answer(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const {
    messages,
    max_tokens: maxTokens,
    response_format: format,
  } = JSON.parse(Buffer.concat(chunks).toString());
  const [system, user] = messages.map(({ content }) => content);
  const grammar = await grammarOf(format?.json_schema?.schema);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (fields) =>
    response.write(
      `data: ${JSON.stringify({ object: "chat.completion.chunk", model: "smollm2", ...fields })}\n\n`,
    );
  const stop = new AbortController();
  response.once("close", () => stop.abort());

  let text = "";
  // What the prompt before began with alike need not be read again.
  const session = new LlamaChatSession({ contextSequence: sequence, systemPrompt: system });
  const { responseText, stopReason } = await session.promptWithMeta(user, {
    maxTokens,
    temperature: 0,
    ...(grammar === undefined ? {} : { grammar }),
    signal: stop.signal,
    stopOnAbortSignal: true,
    onTextChunk: (content) => {
      send({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
      text += content;
      // Left alone, so small a model goes on and on.
      if (grammar === undefined && text.trim().split(ANSWER_END).length > MOST_SENTENCES) stop.abort();
    },
  });
  const outputTokens = model.tokenize(responseText).length;
  const finishReason = stopReason === "maxTokens" ? "length" : "stop";
  send({ choices: [{ index: 0, delta: {}, finish_reason: finishReason }] });
  const inputTokens = model.tokenize(`${system}\n${user}`).length;
  send({
    choices: [],
    usage: {
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    },
  });
  response.end("data: [DONE]\n\n");
  session.dispose({ disposeSequence: false });
}

/** What keeps an answer to a schema, within bounds; `undefined` where none is asked for. */
async function grammarOf(schema) {
  if (schema === undefined) return undefined;
  const key = JSON.stringify(schema);
  const known = grammars.get(key) ?? (await llama.createGrammarForJsonSchema(bounded(schema)));
  grammars.set(key, known);
  return known;
}

/** The same schema with an end to each list and each text. */
function bounded(schema, name = "") {
  if (schema.type === "array")
    return {
      ...schema,
      items: bounded(schema.items),
      maxItems: MOST_ITEMS[name] ?? 8,
      minItems: name === "summary" ? 1 : 0,
    };
  if (schema.type === "string") return { type: "string", maxLength: LONGEST_TEXT };
  if (schema.type !== "object") return schema;
  const properties = Object.entries(schema.properties).map(([key, value]) => [key, bounded(value, key)]);
  return { ...schema, properties: Object.fromEntries(properties) };
}
