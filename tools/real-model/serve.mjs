// Serves one GGUF model as an OpenAI-compatible service on the loopback interface, a call at a time.
// Arguments: folder of node-llama-cpp, model file. Prints its URL when it is ready.
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, modelPath] = process.argv.slice(2);
const { getLlama, LlamaChatSession } = await import(pathToFileURL(join(runtime, "dist", "index.js")).href);
const contextSize = 2_048;
/** Ends of sentences and of paragraphs. */
const ANSWER_END = /[.!?]\s|\n\n/u;
const MOST_SENTENCES = 3;

const llama = await getLlama({ build: "never", gpu: false, maxThreads: 1 });
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({ contextSize, threads: 1 });
const sequence = context.getSequence();
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
  const { messages, max_tokens: maxTokens } = JSON.parse(Buffer.concat(chunks).toString());
  const [system, user] = messages.map(({ content }) => content);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (fields) =>
    response.write(
      `data: ${JSON.stringify({ object: "chat.completion.chunk", model: "smollm2", ...fields })}\n\n`,
    );
  const stop = new AbortController();
  response.once("close", () => stop.abort());

  let text = "";
  await sequence.clearHistory();
  const session = new LlamaChatSession({ contextSequence: sequence, systemPrompt: system });
  const { responseText, stopReason } = await session.promptWithMeta(user, {
    maxTokens,
    temperature: 0,
    signal: stop.signal,
    stopOnAbortSignal: true,
    onTextChunk: (content) => {
      send({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
      text += content;
      // Left alone, so small a model goes on and on.
      if (text.trim().split(ANSWER_END).length > MOST_SENTENCES) stop.abort();
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
