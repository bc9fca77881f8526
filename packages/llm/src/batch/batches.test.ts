import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type ScriptedBatches, type ScriptedCall, startScriptedBatches } from "@stemma/test-cleanup";
import { AiSdkProvider } from "../ai-sdk/ai-sdk-provider.js";
import { openLanguageModel } from "../ai-sdk/open-language-model.js";
import { withBatches } from "../ai-sdk/with-batches.js";
import type { LlmProvider } from "../llm-provider.js";
import { withRetry } from "../middleware/with-retry.js";
import type { CompletionRequest } from "../request/completion-request.js";
import { facts, request } from "../testing/requests.fixture.js";
import { BatchDesk } from "./batch-desk.js";
import { BatchJournal } from "./batch-journal.js";
import { BATCH_SERVICES } from "./batching-fetch.js";

const said = (text: string) => ({ summary: [{ text, cites: ["1"] }], details: [] });
const namesIn = ({ prompt }: ScriptedCall): string[] =>
  Array.from(prompt.matchAll(/Document the function `([^`]+)`/gu), ([, name = ""]) => name);

/** Answers each node by its name, in the form that was asked for. */
function answer(call: ScriptedCall): string {
  const names = namesIn(call);
  const texts = names.map((name, index) => ({ node: index + 1, ...said(`\`${name}\` does its part.`) }));
  return JSON.stringify(call.prompt.includes("Node 1:") ? { texts } : texts[0]);
}

const nodeOf = (name: string): CompletionRequest =>
  request(facts("FUNCTION", `m.py#${name}`, { source: `def ${name}(self): ...` }));

/** A run: what it asks for, and its end, without a word to the service. */
interface Run {
  readonly llm: LlmProvider;
  readonly desk: BatchDesk;
  readonly end: () => void;
}

describe.each(BATCH_SERVICES)("calls in batches by the protocol of %s", (service) => {
  let folder: string;
  let server: ScriptedBatches;
  const runs: Run[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "stemma-batches-"));
    server = await startScriptedBatches({ answer });
  });
  afterEach(async () => {
    for (const run of runs.splice(0)) run.end();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** As another process would begin: with nothing but the journal's file. */
  async function begin(): Promise<Run> {
    const journal = BatchJournal.open(join(folder, "batches.sqlite"));
    const desk = new BatchDesk({ journal, address: service, quietMs: 20, pollMs: 60 });
    const { model, secrets, takesSchema } = await openLanguageModel({
      service,
      model: "test",
      baseUrl: server.url,
      environment: { STEMMA_LLM_API_KEY: "the-key" },
      batches: desk,
    });
    const price = { input: 1, output: 5 };
    const options = { model, secrets, takesSchema, price, isStreaming: false, isProven: true };
    const provider = withBatches(new AiSdkProvider(options), desk);
    const llm = withRetry({ firstDelayMs: 1 })(provider);
    let isOver = false;
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      desk.close();
      journal.close();
    };
    const run = { llm, desk, end };
    runs.push(run);
    return run;
  }
  /** Begins to ask, and ends as a killed process would when `server` has come so far. */
  async function killed(
    ask: (llm: LlmProvider) => Promise<unknown>,
    when: (kill: () => void) => void,
  ): Promise<void> {
    const run = await begin();
    const stop = new AbortController();
    const dead = new Promise<void>((resolve) => {
      when(() => {
        // What a dead process would have written it writes no more.
        run.end();
        stop.abort(new Error("killed"));
        resolve();
      });
    });
    ask({ ...run.llm, getCompletion: (each) => run.llm.getCompletion(each, { signal: stop.signal }) }).catch(
      () => undefined,
    );
    await dead;
  }
  const askFor =
    (...names: string[]) =>
    (llm: LlmProvider) =>
      Promise.all(names.map((name) => llm.getCompletion(nodeOf(name))));
  /** How often each node was paid for. */
  const paid = (): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const name of server.batches.flatMap(({ calls }) => calls.flatMap(namesIn)))
      counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };

  it("go together when they come together, each with its own answer, its citations and its tokens", async () => {
    const { llm, desk } = await begin();
    const changes: number[] = [];
    desk.onChange = () => changes.push(desk.standing.calls);
    const answers = await askFor("one", "two", "three")(llm);
    expect(answers.map(({ text }) => text)).toEqual([
      "`one` does its part.",
      "`two` does its part.",
      "`three` does its part.",
    ]);
    expect(answers[0]).toMatchObject({
      sentences: [{ lines: [{ from: 1, to: 1 }] }],
      usage: { inputTokens: 100, outputTokens: 10, costUsd: 0.00015 },
    });
    expect(server.batches).toHaveLength(1);
    expect(paid()).toEqual({ one: 1, two: 1, three: 1 });
    expect(changes).toContain(3);
    expect(desk.standing).toEqual({ batches: 0, calls: 0, done: 0 });
  });

  it("go with several nodes each", async () => {
    const { llm } = await begin();
    expect(llm.together?.isProven).toBe(true);
    const { text, companions } = await llm.getCompletion({ ...nodeOf("one"), companions: [nodeOf("two")] });
    expect([text, companions?.[0]?.text]).toEqual(["`one` does its part.", "`two` does its part."]);
    expect(server.batches.map(({ calls }) => calls.length)).toEqual([1]);
  });

  it("are asked for again, alone, where the time was over or the service failed, and not where it refused", async () => {
    const { llm } = await begin();
    let isFirst = true;
    server.behave({
      answer(call) {
        const [name = ""] = namesIn(call);
        if (name === "wrong") return { status: 400, message: "it is too long" };
        if (!isFirst || name === "fine") return answer(call);
        return name === "late" ? "expired" : { status: 529, message: "overloaded" };
      },
      onBegun: () => {
        isFirst = server.batches.length === 1;
        return undefined;
      },
    });
    const [fine, late, busy, wrong] = await Promise.allSettled(
      ["fine", "late", "busy", "wrong"].map((name) => llm.getCompletion(nodeOf(name))),
    );
    expect([fine, late, busy].map((each) => each?.status)).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    expect(wrong).toMatchObject({
      reason: { code: "LLM_REFUSED", message: expect.stringContaining("too long") },
    });
    expect(paid()).toMatchObject({ fine: 1, late: 2, busy: 2 });
  });

  it("fail each with what the service says, where it takes no batch", async () => {
    const { llm } = await begin();
    server.behave({ answer, status: 401 });
    await expect(llm.getCompletion(nodeOf("one"))).rejects.toMatchObject({
      code: "LLM_REFUSED",
      status: 401,
    });
    server.behave({ answer });
    await expect(llm.getCompletion(nodeOf("one"))).resolves.toMatchObject({ text: "`one` does its part." });
    expect(paid()).toEqual({ one: 1 });
  });

  it("wait on while the service cannot be reached for a time", async () => {
    const { llm } = await begin();
    server.behave({
      answer,
      onBegun: () => {
        server.behave({ answer, status: 503 });
        setTimeout(() => server.behave({ answer }), 150);
        return undefined;
      },
    });
    await expect(llm.getCompletion(nodeOf("one"))).resolves.toMatchObject({ text: "`one` does its part." });
    expect(paid()).toEqual({ one: 1 });
  });

  it("stop at once when told to, and are gone on with by the next run", async () => {
    const first = await begin();
    server.behave({ answer, looks: Infinity });
    const stop = new AbortController();
    const call = first.llm.getCompletion(nodeOf("one"), { signal: stop.signal });
    first.desk.onChange = () => stop.abort("enough");
    await expect(call).rejects.toMatchObject({ code: "CANCELLED" });
    expect(first.desk.standing.batches).toBe(0);
    first.end();
    server.behave({ answer });
    const { llm } = await begin();
    await expect(llm.getCompletion(nodeOf("one"))).resolves.toMatchObject({ text: "`one` does its part." });
    expect(paid()).toEqual({ one: 1 });
  });

  it("are paid once where the run is killed between the batch's begin and its answers", async () => {
    server.behave({ answer, looks: Infinity });
    await killed(askFor("one", "two"), (kill) => {
      const timer = setInterval(() => {
        if ((server.batches[0]?.looks ?? 0) === 0) return;
        clearInterval(timer);
        kill();
      }, 5);
    });
    server.behave({ answer });
    const { llm } = await begin();
    const answers = await askFor("one", "two", "three")(llm);
    expect(answers.map(({ text }) => text)).toEqual(
      ["one", "two", "three"].map((name) => `\`${name}\` does its part.`),
    );
    expect(answers[0]).toMatchObject({ usage: { inputTokens: 100, costUsd: 0.00015 } });
    expect(paid()).toEqual({ one: 1, two: 1, three: 1 });
  });

  it.each([
    ["is still under way", 3],
    ["is over by then", 0],
  ])(
    "are paid once where the run is killed before it hears that its batch was begun, and that %s",
    async (_, looks) => {
      await killed(askFor("one", "two"), (kill) => {
        server.behave({
          answer,
          onBegun: () => {
            kill();
            return "break";
          },
        });
      });
      const [batch] = server.batches;
      if (looks === 0 && batch !== undefined) {
        // Somebody else's batch, as large, that is over, too.
        batch.looks = 1;
        batch.outcomes = new Map(batch.calls.map((call) => [call.id, answer(call)]));
      }
      server.behave({ answer, looks: Math.max(1, looks) });
      const { llm } = await begin();
      const answers = await askFor("one", "two")(llm);
      expect(answers.map(({ text }) => text)).toEqual(["`one` does its part.", "`two` does its part."]);
      expect(paid()).toEqual({ one: 1, two: 1 });
    },
  );

  it("are asked for where a killed run's batch was never begun", async () => {
    await killed(askFor("one"), (kill) => {
      server.behave({ answer, status: 503 });
      const timer = setInterval(() => {
        if (server.requests.length === 0) return;
        clearInterval(timer);
        kill();
      }, 5);
    });
    server.behave({ answer });
    const { llm } = await begin();
    await expect(llm.getCompletion(nodeOf("one"))).resolves.toMatchObject({ text: "`one` does its part." });
    expect(paid()).toEqual({ one: 1 });
  });

  it("give each node its part of an earlier call, however the nodes go together now", async () => {
    server.behave({ answer, looks: Infinity });
    const pack = (first: string, ...others: string[]): CompletionRequest => ({
      ...nodeOf(first),
      companions: others.map(nodeOf),
    });
    await killed(
      (llm) => Promise.all([llm.getCompletion(pack("a", "b", "c")), llm.getCompletion(pack("d", "e"))]),
      (kill) => {
        const timer = setInterval(() => {
          if ((server.batches[0]?.looks ?? 0) === 0) return;
          clearInterval(timer);
          kill();
        }, 5);
      },
    );
    server.behave({ answer });
    const { llm } = await begin();
    const [one, two] = await Promise.all([
      llm.getCompletion(pack("c", "d", "new")),
      llm.getCompletion(nodeOf("b")),
    ]);
    expect([one.text, ...(one.companions ?? []).map((each) => each?.text), two.text]).toEqual(
      ["c", "d", "new", "b"].map((name) => `\`${name}\` does its part.`),
    );
    // A third of one call, a half of the other, and all of a new one.
    expect(one.usage).toMatchObject({ inputTokens: 33 + 50 + 100 });
    expect(paid()).toEqual({ a: 1, b: 1, c: 1, d: 1, e: 1, new: 1 });
  });

  it("are asked for once more, in prose, where an earlier answer is of no use", async () => {
    server.behave({ answer: () => "{ this is none", looks: Infinity });
    await killed(askFor("one"), (kill) => {
      const timer = setInterval(() => {
        if ((server.batches[0]?.looks ?? 0) === 0) return;
        clearInterval(timer);
        kill();
      }, 5);
    });
    let given = 0;
    server.behave({ answer: () => (given++ === 0 ? "{ this is none" : "`one` does, in prose.") });
    const { llm } = await begin();
    const completion = await llm.getCompletion(nodeOf("one"));
    expect(completion).toMatchObject({ text: "`one` does, in prose.", usage: { inputTokens: 200 } });
    expect(paid()).toEqual({ one: 2 });
  });

  it("leave nothing behind when the run is over, in a file that others can't read", async () => {
    const { llm, desk, end } = await begin();
    await llm.getCompletion(nodeOf("one"));
    desk.settle();
    end();
    const file = join(folder, "batches.sqlite");
    expect((await stat(file)).mode & 0o077).toBe(0);
    const journal = BatchJournal.open(file);
    expect(journal.serviceIds().size).toBe(0);
    journal.close();
    const next = await begin();
    await next.llm.getCompletion(nodeOf("one"));
    expect(paid()).toEqual({ one: 2 });
  });
});

describe("a service of another's batches", () => {
  it("has none of them taken for one's own", async () => {
    await using server = await startScriptedBatches({ answer });
    const folder = await mkdtemp(join(tmpdir(), "stemma-batches-"));
    const file = join(folder, "batches.sqlite");
    const open = async (journal: BatchJournal) => {
      const desk = new BatchDesk({ journal, address: "a", quietMs: 20, pollMs: 60 });
      const { model } = await openLanguageModel({
        service: "anthropic",
        model: "test",
        baseUrl: server.url,
        environment: { STEMMA_LLM_API_KEY: "k" },
        batches: desk,
      });
      return {
        desk,
        llm: withBatches(new AiSdkProvider({ model, isStreaming: false, isProven: true }), desk),
      };
    };
    try {
      // A run that sent nothing, as far as anybody can tell, and a batch of somebody else that looks like it.
      const journal = BatchJournal.open(file);
      const silent = await open(journal);
      server.behave({ answer, onBegun: () => "break" });
      const lost = silent.llm.getCompletion(nodeOf("one"));
      await expect(lost).rejects.toMatchObject({ code: "LLM_UNAVAILABLE" });
      server.behave({ answer, looks: 2 });
      const other = server.batches[0];
      if (other === undefined) throw new Error("there is no batch");
      const others = other.calls.map((call) => ({ ...call, id: `other-${call.id}` }));
      Object.assign(other, { calls: others });
      const { text } = await silent.llm.getCompletion(nodeOf("one"));
      expect(text).toBe("`one` does its part.");
      expect(server.batches).toHaveLength(2);
      silent.desk.close();
      journal.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
