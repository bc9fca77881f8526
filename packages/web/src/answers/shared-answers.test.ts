import { describe, expect, it } from "@jest/globals";
import { SharedAnswers } from "./shared-answers.js";

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
    const first = [shared.run("a", work), shared.run("a", work)];
    end();
    expect(await Promise.allSettled(first)).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
    const second = [shared.run("a", work), shared.run("a", work)];
    end();
    expect(await Promise.all(second)).toEqual([2, 2]);
  });
});
