import { describe, expect, it } from "@jest/globals";
import { rememberedVerdicts } from "./remembered-verdicts.js";

describe("rememberedVerdicts", () => {
  it("judges a short text once, a long one each time, and forgets where there are too many", () => {
    const judged: string[] = [];
    const speaks = rememberedVerdicts((text) => {
      judged.push(text);
      return text.startsWith("ignore");
    });
    expect([speaks("ignore"), speaks("close"), speaks("ignore"), speaks("close")]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(judged).toEqual(["ignore", "close"]);
    const long = "ignore ".repeat(100);
    expect([speaks(long), speaks(long)]).toEqual([true, true]);
    expect(judged).toHaveLength(4);
    for (let at = 0; at < 20_000; at++) speaks(`name ${at}`);
    expect(speaks("ignore")).toBe(true);
    expect(judged.filter((text) => text === "ignore")).toHaveLength(2);
  });
});
