import { describe, expect, it } from "@jest/globals";
import { systemClock } from "@stemma/core";
import type { Documentation, GraphSession, SessionRecord } from "@stemma/graph-store";
import { SessionWriter } from "./session-writer.js";

/** Records in memory; each transaction lasts until the test ends it. */
class HeldSession implements Pick<GraphSession, "recordLimit" | "record"> {
  readonly recordLimit = 2;
  readonly records: SessionRecord[] = [];
  #end = (): void => undefined;

  record(record: SessionRecord): Promise<void> {
    this.records.push(record);
    return new Promise((resolve) => (this.#end = resolve));
  }

  /** The record that begins next, or has begun. */
  async nth(number: number): Promise<SessionRecord> {
    for (;;) {
      const record = this.records[number - 1];
      if (record !== undefined) return record;
      await new Promise(setImmediate);
    }
  }

  end(): void {
    this.#end();
  }
}

const statesOf = ({ states = [] }: SessionRecord) =>
  states
    .filter(({ nodeIds }) => nodeIds.length > 0)
    .map(({ status, nodeIds }) => `${status} ${nodeIds.join()}`);
const documentation = (nodeId: string) => ({ nodeId, text: nodeId }) as Documentation;
const call = { nodeId: "a", model: "m", startedAtMs: 0 };

describe("SessionWriter", () => {
  const open = (inProgress: string[] = []) => {
    const session = new HeldSession();
    const writer = new SessionWriter(session as unknown as GraphSession, systemClock, {
      idsInProgress: () => inProgress,
      onWritten: () => undefined,
      onCallsWritten: () => undefined,
      onFailed: (error) => {
        throw error;
      },
    });
    return { session, writer };
  };

  it("records nodes as pending bit by bit, and none that is done or under way before its turn comes", async () => {
    const inProgress: string[] = [];
    const { session, writer } = open(inProgress);
    writer.addPending(["a", "b", "c", "d", "e", "f"]);
    expect(statesOf(await session.nth(1))).toEqual(["pending a,b"]);
    inProgress.push("c");
    writer.noteBegun();
    writer.addDocumentation(documentation("a"));
    writer.addDocumentation(documentation("e"));
    session.end();
    expect(statesOf(await session.nth(2))).toEqual(["pending d,f", "in_progress c", "completed a,e"]);
    session.end();
    writer.addFailed("c");
    inProgress.length = 0;
    expect(statesOf(await session.nth(3))).toEqual(["failed c"]);
    session.end();
    await writer.flush();
    expect(session.records).toHaveLength(3);
  });

  it("leaves out what is pending when the run is over", async () => {
    const { session, writer } = open();
    writer.addPending(["a", "b", "c"]);
    await session.nth(1);
    writer.addDocumentation(documentation("a"));
    const flushed = writer.flush();
    session.end();
    expect(statesOf(await session.nth(2))).toEqual(["completed a"]);
    session.end();
    await flushed;
  });

  it("does not keep a call waiting for texts", async () => {
    const { session, writer } = open();
    writer.addDocumentation(documentation("b"));
    const noted = writer.addIntent({ callKey: "k", ...call });
    const first = await session.nth(1);
    expect([first.llmCallIntents?.length, first.documentation?.length]).toEqual([1, 0]);
    session.end();
    await noted;
    const second = await session.nth(2);
    expect([second.llmCallIntents?.length, second.documentation?.length]).toEqual([0, 1]);
    session.end();
    await writer.flush();
  });

  it("shows a node as in progress once", async () => {
    const { session, writer } = open(["a", "b"]);
    writer.noteBegun();
    expect(statesOf(await session.nth(1))).toEqual(["in_progress a,b"]);
    session.end();
    writer.addFailed("c");
    expect(statesOf(await session.nth(2))).toEqual(["failed c"]);
    session.end();
    await writer.flush();
  });
});
