import { describe, expect, it } from "@jest/globals";
import { systemClock } from "@stemma/core";
import type { Documentation, SessionRecord } from "@stemma/graph-store";
import { BatchWriter } from "./batch-writer.js";
import { HeldSession } from "./held-session.fixture.js";

const statesOf = ({ states = [] }: SessionRecord) =>
  states
    .filter(({ nodeIds }) => nodeIds.length > 0)
    .map(({ status, nodeIds }) => `${status} ${nodeIds.join()}`);
const documentation = (nodeId: string) => ({ nodeId, text: nodeId }) as Documentation;

describe("BatchWriter", () => {
  const open = (inProgress: string[] = [], recordLimit = 2) => {
    const held = new HeldSession(recordLimit);
    const failures: unknown[] = [];
    const writer = new BatchWriter(held.session, systemClock, {
      idsInProgress: () => inProgress,
      onWritten: () => undefined,
      onFailed: (error) => failures.push(error),
    });
    return { held, writer, failures };
  };

  it("records nodes as pending as records have room, and none that is done or under way before its turn comes", async () => {
    const inProgress: string[] = [];
    const { held, writer } = open(inProgress, 3);
    writer.addPending(["a", "b", "c", "d", "e", "f", "g"]);
    expect(statesOf(await held.nth(1))).toEqual(["pending a,b,c"]);
    inProgress.push("d");
    writer.noteBegun();
    writer.addDocumentation(documentation("a"));
    writer.addDocumentation(documentation("f"));
    held.end();
    expect(statesOf(await held.nth(2))).toEqual(["in_progress d", "completed a,f"]);
    held.end();
    writer.addFailed("d");
    inProgress.length = 0;
    expect(statesOf(await held.nth(3))).toEqual(["pending e,g", "failed d"]);
    held.end();
    await writer.flush();
    expect(held.records).toHaveLength(3);
  });

  it("records no more than a thousand nodes as pending at once, whatever a record holds", async () => {
    const { held, writer } = open([], 10_000);
    const ids = Array.from({ length: 1_500 }, (_, index) => `n${index}`);
    writer.addPending(ids);
    expect(statesOf(await held.nth(1))).toEqual([`pending ${ids.slice(0, 1_000).join()}`]);
    held.end();
    expect(statesOf(await held.nth(2))).toEqual([`pending ${ids.slice(1_000).join()}`]);
    held.end();
    await writer.flush();
  });

  it("leaves out what is pending when the run is over", async () => {
    const { held, writer } = open();
    writer.addPending(["a", "b", "c"]);
    await held.nth(1);
    writer.addDocumentation(documentation("a"));
    const flushed = writer.flush();
    held.end();
    expect(statesOf(await held.nth(2))).toEqual(["completed a"]);
    held.end();
    await flushed;
  });

  it("shows a node as in progress once", async () => {
    const { held, writer } = open(["a", "b"]);
    writer.noteBegun();
    expect(statesOf(await held.nth(1))).toEqual(["in_progress a,b"]);
    held.end();
    writer.addFailed("c");
    expect(statesOf(await held.nth(2))).toEqual(["failed c"]);
    held.end();
    await writer.flush();
  });

  it("has workers wait when as much waits as a record should hold", async () => {
    const { held, writer } = open();
    writer.addDocumentation(documentation("a"));
    expect(writer.backlog()).toBeUndefined();
    writer.addDocumentation(documentation("b"));
    const backlog = writer.backlog();
    expect((await held.nth(1)).documentation).toHaveLength(2);
    held.end();
    await backlog;
    expect(writer.backlog()).toBeUndefined();
  });

  it("tells those who wait, and the run, that the store failed, and goes on with what comes then", async () => {
    const { held, writer, failures } = open();
    writer.addDocumentation(documentation("a"));
    writer.addDocumentation(documentation("b"));
    const backlog = writer.backlog();
    await held.nth(1);
    writer.addDocumentation(documentation("c"));
    writer.addDocumentation(documentation("d"));
    const next = writer.backlog();
    held.fail(new Error("disk full"));
    await expect(backlog).rejects.toThrow("disk full");
    await expect(next).rejects.toThrow("disk full");
    expect(failures).toEqual([new Error("disk full")]);
    writer.addDocumentation(documentation("e"));
    const flushed = writer.flush();
    expect(statesOf(await held.nth(2))).toEqual(["completed e"]);
    held.end();
    await flushed;
  });
});
