import { describe, expect, it } from "@jest/globals";
import { systemClock } from "@stemma/core";
import type { Documentation } from "@stemma/graph-store";
import { BatchWriter } from "./batch-writer.js";
import { CallWriter } from "./call-writer.js";
import { HeldSession } from "./held-session.fixture.js";

const call = (callKey: string) => ({ callKey, nodeId: "a", model: "m", startedAtMs: 0 });
const answer = (callKey: string) => ({
  callKey,
  text: "text",
  summary: "summary",
  inputTokens: 1,
  outputTokens: 1,
  costUsd: null,
  finishedAtMs: 1,
});

describe("CallWriter", () => {
  const open = () => {
    const held = new HeldSession();
    const failures: unknown[] = [];
    const writer = new CallWriter(held.session, systemClock, {
      onWritten: () => undefined,
      onFailed: (error) => failures.push(error),
    });
    return { held, writer, failures };
  };

  it("stores in one transaction what is asked for in one turn, and in the next what comes meanwhile", async () => {
    const { held, writer } = open();
    const first = Promise.all([writer.addIntent(call("a")), writer.addIntent(call("b"))]);
    expect((await held.nth(1)).llmCallIntents).toHaveLength(2);
    const second = Promise.all([writer.addResult(answer("a")), writer.addIntent(call("c"))]);
    writer.addFailure({ callKey: "b", reason: "refused" });
    held.end();
    await first;
    expect(await held.nth(2)).toMatchObject({
      llmCallIntents: [{ callKey: "c" }],
      llmCallResults: [{ callKey: "a" }],
      llmCallFailures: [{ callKey: "b" }],
    });
    held.end();
    await second;
    await writer.flush();
    expect(held.records).toHaveLength(2);
  });

  it("does not wait for texts that are being written", async () => {
    const { held, writer } = open();
    const texts = new BatchWriter(held.session, systemClock, {
      idsInProgress: () => [],
      onWritten: () => undefined,
      onFailed: () => undefined,
    });
    texts.addDocumentation({ nodeId: "b" } as Documentation);
    expect((await held.nth(1)).documentation).toHaveLength(1);
    const noted = writer.addIntent(call("a"));
    expect((await held.nth(2)).llmCallIntents).toHaveLength(1);
    held.end();
    held.end();
    await noted;
    await texts.flush();
  });

  it("lets nobody take a call for noted when the store failed", async () => {
    const { held, writer, failures } = open();
    const first = writer.addIntent(call("a"));
    await held.nth(1);
    const second = writer.addIntent(call("b"));
    held.fail(new Error("disk full"));
    await expect(first).rejects.toThrow("disk full");
    await expect(second).rejects.toThrow("disk full");
    expect(failures).toEqual([new Error("disk full")]);
    const third = writer.addIntent(call("c"));
    expect((await held.nth(2)).llmCallIntents).toEqual([call("c")]);
    held.end();
    await third;
  });
});
