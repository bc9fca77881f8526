import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { LoopbackService } from "../testing/loopback-service.fixture.js";
import { facts, reference, request } from "../testing/requests.fixture.js";
import { estimateTokens } from "../tokens/estimate-tokens.js";
import { AiSdkProvider } from "./ai-sdk-provider.js";

const said = (text: string) => ({ summary: [{ text, cites: ["1"] }], details: [] });
const reply = (content: object): string =>
  JSON.stringify({
    id: "1",
    object: "chat.completion",
    created: 1,
    model: "test",
    choices: [
      { index: 0, message: { role: "assistant", content: JSON.stringify(content) }, finish_reason: "stop" },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
  });

describe("several nodes in one call", () => {
  let service: LoopbackService;
  beforeEach(async () => {
    service = await LoopbackService.start();
  });
  afterEach(() => service.close());

  const open = (options: { maxInputTokens?: number; nodesPerCall?: number; isCiting?: boolean } = {}) => {
    const server = createOpenAICompatible({ name: "loopback", baseURL: `${service.origin}/v1` });
    return new AiSdkProvider({ model: server("test"), isStreaming: false, ...options });
  };
  const owner = { ...reference("CLASS", "m.py#M"), signature: "class M(Base)", says: "Holds all." };
  const context = { line: 3, owner, project: "A shop.", users: [], userCount: 0 };
  const member = (name: string, source = `def ${name}(self): ...`) =>
    request(facts("FUNCTION", `m.py#M.${name}`, { source }), { parent: owner, context });
  const [first, second, third] = [member("one"), member("two"), member("three")];

  it("are asked for each under its number, with what they have in common said once", async () => {
    service.reply(
      200,
      reply({
        texts: [
          { node: 2, ...said("`two` does.") },
          { node: 1, ...said("`one` does.") },
        ],
      }),
    );
    const provider = open();
    const { text, companions } = await provider.getCompletion({ ...first, companions: [second, third] });
    expect(text).toBe("`one` does.");
    expect(companions).toMatchObject([
      { text: "`two` does.", sentences: [{ lines: [{ from: 1, to: 1 }] }] },
      null,
    ]);
    const { body = "" } = service.calls[0] ?? {};
    expect(body.match(/A shop\./gu)).toHaveLength(1);
    expect(body.match(/class M\(Base\)/gu)).toHaveLength(1);
    for (const part of [
      "These are 3 nodes of `m.py`",
      "Node 3: Document the method `M.three` (Python, `m.py:3`)",
      "1| def two",
    ])
      expect(body).toContain(part);
  });

  it.each([[{}], [{ texts: [] }], [{ texts: [{ node: 2, ...said("`two` does.") }] }], [said("`one` does.")]])(
    "are a bad answer where the first is not among it: %j",
    async (answer) => {
      service.reply(200, reply(answer));
      await expect(open().getCompletion({ ...first, companions: [second] })).rejects.toMatchObject({
        code: "LLM_BAD_ANSWER",
        usage: { inputTokens: 100 },
      });
    },
  );

  it("have what several of them use said once, by names that each of them can cite, also across files", async () => {
    const helper = reference("FUNCTION", "n.py#help", "Helps.");
    const users = ["n.py#run", "n.py#run~2"].map((id) => ({ ...reference("FUNCTION", id), name: "run" }));
    const used = (request: typeof first) => ({
      ...request,
      calls: [helper],
      context: { ...request.context, users, userCount: 2 },
    });
    const other = request(facts("FUNCTION", "n.py#go", { source: "def go():\n    help()" }), {
      calls: [helper],
    });
    const citing = (node: number) => ({
      node,
      summary: [{ text: "It `help`s.", cites: ["help"] }],
      details: [],
    });
    service.reply(200, reply({ texts: [citing(1), citing(2)] }));
    const { sentences, companions } = await open().getCompletion({ ...used(first), companions: [other] });
    const { body = "" } = service.calls[0] ?? {};
    expect(body.match(/Helps\./gu)).toHaveLength(1);
    expect(body).toContain("These are 2 nodes of 2 files");
    expect(body).toContain("; used by `run`; calls `help`.");
    expect([sentences, companions?.[0]?.sentences]).toMatchObject(
      Array(2).fill([{ nodes: [{ id: "n.py#help" }] }]),
    );
  });

  it("are those that are small and have room; only after the model has answered in the form", async () => {
    const { together } = open();
    expect(together?.fits([first, second, third])).toBe(true);
    expect(together?.fits([first, member("long", "x = 1\n".repeat(900))])).toBe(false);
    expect(together?.fits([first, request(facts("FUNCTION", "n.py#f", { source: "def f(): ..." }))])).toBe(
      true,
    );
    expect(together?.fits([first, request(facts("FILE", "m.py", { source: "x" }))])).toBe(false);
    expect(together?.fits(Array(17).fill(first))).toBe(false);
    expect(open({ maxInputTokens: 400 }).together?.fits([first, second, third])).toBe(false);
    expect(open({ nodesPerCall: 1 }).together).toBeUndefined();
    expect(open({ isCiting: false }).together).toBeUndefined();
    const provider = open();
    expect(provider.together?.isProven).toBe(false);
    service.reply(200, reply(said("`one` does.")));
    await provider.getCompletion(first);
    expect(provider.together?.isProven).toBe(true);
  });

  it("take less than each alone, and are reckoned so", () => {
    const provider = open();
    const alone = [first, second, third].map((each) => provider.estimate(each));
    const together = provider.estimate({ ...first, companions: [second, third] });
    const sum = (of: "inputTokens" | "mostTokens"): number =>
      alone.reduce((total, each) => total + each[of], 0);
    expect(together.inputTokens).toBeLessThan(sum("inputTokens") / 2);
    expect(together.mostTokens).toBeLessThan(sum("mostTokens") / 2);
    expect(together.inputTokens).toBeGreaterThan(estimateTokens("x"));
  });
});
