import { describe, expect, it } from "@jest/globals";
import { SharedAnswers } from "./shared-answers.js";

const never = new AbortController().signal;

describe("answers that several ask for", () => {
  it("are made once while they are made, and again afterwards, also where the first failed", async () => {
    const shared = new SharedAnswers<number>();
    let made = 0;
    let end = (): void => undefined;
    const work = async (): Promise<number> => {
      const number = ++made;
      await new Promise<void>((resolve) => (end = resolve));
      if (number === 1) throw new Error("no");
      return number;
    };
    const first = [shared.run("a", never, work), shared.run("a", never, work)];
    end();
    expect(await Promise.allSettled(first)).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
    const second = [shared.run("a", never, work), shared.run("a", never, work)];
    end();
    expect(await Promise.all(second)).toEqual([2, 2]);
  });

  it("are called off when nobody waits any more, and not before", async () => {
    const shared = new SharedAnswers<string>();
    const signals: AbortSignal[] = [];
    const work = (cancelled: AbortSignal): Promise<string> => {
      signals.push(cancelled);
      return new Promise((_, reject) =>
        cancelled.addEventListener("abort", () => reject(new Error("called off"))),
      );
    };
    const [one, other] = [new AbortController(), new AbortController()];
    const asked = [shared.run("a", one.signal, work), shared.run("a", other.signal, work)];
    one.abort();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    other.abort();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(await Promise.allSettled(asked)).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
    void shared.run("a", never, work).catch(() => undefined);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });
});
