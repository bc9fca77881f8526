/** A chat completion as the OpenAI protocol has it. */
export function completion(text: string, finishReason: string): string {
  return JSON.stringify({
    id: "scripted",
    object: "chat.completion",
    created: 1,
    model: "scripted",
    choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: finishReason }],
    usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
  });
}

/** The same as server-sent events, a word each. */
export function completionEvents(text: string, finishReason: string): string[] {
  const words = text.split(/(?<=\s)/u);
  const choices = [
    ...words.map((word) => ({ index: 0, delta: { role: "assistant", content: word }, finish_reason: null })),
    { index: 0, delta: {}, finish_reason: finishReason },
  ];
  const events = choices.map((choice) => ({
    id: "scripted",
    object: "chat.completion.chunk",
    created: 1,
    model: "scripted",
    choices: [choice],
  }));
  return [...events.map((event) => `data: ${JSON.stringify(event)}\n\n`), "data: [DONE]\n\n"];
}

/** Vectors as the OpenAI protocol has them. */
export function embeddingList(vectors: readonly (readonly number[])[]): string {
  return JSON.stringify({
    object: "list",
    model: "scripted",
    data: vectors.map((embedding, index) => ({ object: "embedding", index, embedding })),
    usage: { prompt_tokens: 10, total_tokens: 10 },
  });
}
