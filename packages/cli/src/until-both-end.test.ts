import { once } from "node:events";
import { describe, expect, it } from "@jest/globals";
import { untilBothEnd } from "./until-both-end.js";

const untilAborted = async (signal: AbortSignal, seen: string[], name: string): Promise<void> => {
  if (!signal.aborted) await once(signal, "abort");
  seen.push(name);
};

describe("two services of one command", () => {
  it("end together when they are told to", async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const both = untilBothEnd(
      stop.signal,
      ["one", "other"].map((name) => (signal) => untilAborted(signal, seen, name)),
    );
    stop.abort();
    await both;
    expect(seen).toEqual(["one", "other"]);
  });

  it("end together when one fails, with its reason and not with that of having been ended", async () => {
    const seen: string[] = [];
    const listens = async (signal: AbortSignal): Promise<void> => {
      await once(new EventTarget(), "listening", { signal }).finally(() => seen.push("ended"));
    };
    const fails = (): Promise<void> => Promise.reject(new Error("the port is taken"));
    await expect(untilBothEnd(new AbortController().signal, [listens, fails])).rejects.toThrow(
      "the port is taken",
    );
    expect(seen).toEqual(["ended"]);
  });
});
