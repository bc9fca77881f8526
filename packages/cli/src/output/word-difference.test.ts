import { describe, expect, it } from "@jest/globals";
import type { WordPart } from "@stemma/pipeline";
import { createColors } from "picocolors";
import { wordDifference } from "./word-difference.js";

const plain = { colors: createColors(false) };
const parts: readonly WordPart[] = [
  { text: "Says what ", change: "same" },
  { text: "it", change: "removed" },
  { text: "a thing", change: "added" },
  { text: " costs, `", change: "same" },
  { text: "old", change: "removed" },
  { text: "new", change: "added" },
  { text: "`.", change: "same" },
];

describe("a text before and after, by words", () => {
  it("marks what is gone and what came where there are no colours, and glues what stood together", () => {
    expect(wordDifference(plain, parts, 80)).toEqual([
      "Says what [-it-]{+a thing+} costs, `[-old-]{+new+}`.",
    ]);
  });

  it("colours it where there are", () => {
    const [line] = wordDifference({ colors: createColors(true) }, parts.slice(0, 3), 80);
    expect(line).toBe("Says what \x1b[31mit\x1b[39m\x1b[32ma\x1b[39m \x1b[32mthing\x1b[39m");
  });

  it("keeps within the width", () => {
    const lines = wordDifference(plain, parts, 20);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(20);
    expect(lines.join(" ").replaceAll(/\s+/g, "")).toBe("Sayswhat[-it-]{+athing+}costs,`[-old-]{+new+}`.");
  });

  it("leaves out what is the same far from any change", () => {
    const far = "word ".repeat(40);
    const [line = ""] = wordDifference(
      plain,
      [
        { text: far, change: "same" },
        { text: "new", change: "added" },
        { text: ` ${far}`, change: "same" },
      ],
      200,
    );
    expect(line).toMatch(/^… (word )+\{\+new\+\} (word )+…$/);
    expect(line.length).toBeLessThan(110);
  });
});
