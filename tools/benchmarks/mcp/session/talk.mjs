// What a conversation costs an assistant: calls, and tokens of what is asked and answered.
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";

export class Talk {
  calls = 0;
  /** Of all that goes over the wire to the model: text, data and links. */
  tokens = 0;
  /** The same with the text alone, as clients have it that show no data. */
  textTokens = 0;

  add(asked, text, data = "") {
    this.calls++;
    const [question, words] = [countTokens(asked), countTokens(text)];
    this.textTokens += question + words;
    this.tokens += question + words + countTokens(data);
  }
}

/** A server of the protocol, whose calls are counted in the talk of the moment. */
export async function openServer({ command, args, cwd = process.cwd(), env = {} }) {
  const transport = new StdioClientTransport({
    command,
    args,
    cwd,
    env: { ...process.env, ...env },
    stderr: "ignore",
  });
  const client = new Client({ name: "session", version: "1" });
  await client.connect(transport);
  const { tools } = await client.listTools();
  const told = JSON.stringify(tools) + (client.getInstructions() ?? "");
  return {
    toldTokens: countTokens(told),
    async call(talk, name, given) {
      const result = await client.callTool({ name, arguments: given }, { timeout: 300_000 });
      const text = result.content
        .map((block) => (block.type === "text" ? block.text : JSON.stringify(block)))
        .join("\n");
      const data = result.structuredContent;
      talk.add(JSON.stringify({ name, ...given }), text, data === undefined ? "" : JSON.stringify(data));
      if (result.isError) throw new Error(`${name} ${JSON.stringify(given)}: ${text}`);
      return { text, data };
    },
    close: () => client.close(),
  };
}
