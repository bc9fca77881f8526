import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { introductionOf, readmeRank } from "./introduction.js";

describe("the introduction of a README", () => {
  it.each([
    [
      "Markdown with a title, badges and sections",
      "# Flask\n\n[![build](https://b/a.svg)](https://b) ![x](y.png)\n\nFlask is a *lightweight* WSGI [web application](https://w) framework.\nIt is **easy** to start.\n\n## Install\n\nRun pip to get it.",
      "Flask is a *lightweight* WSGI web application framework. It is easy to start.",
    ],
    [
      "a title and its text in one block",
      "# chalk\nTerminal string styling done right.\n",
      "Terminal string styling done right.",
    ],
    [
      "reStructuredText",
      "Requests\n========\n\n.. image:: https://b/a.svg\n   :target: x\n\nRequests is a simple `HTTP library <https://h>`_ for people.\n\nUsage\n-----\n\nImport it and call.",
      "Requests is a simple HTTP library for people.",
    ],
    [
      "HTML around the title",
      '<p align="center"><img src="a.png"></p>\n<!-- a comment\n\nof two blocks -->\n\nA small <b>queue</b> for jobs in Node.\n\nIt keeps them in order on disk.',
      "A small queue for jobs in Node.\n\nIt keeps them in order on disk.",
    ],
    [
      "code first",
      "```js\nimport a from 'a';\n\nrun it now please\n```\n\nThat was all of it, dear reader.",
      "That was all of it, dear reader.",
    ],
  ])("is its first prose: %s", (_what, readme, expected) => {
    expect(introductionOf(readme)).toBe(expected);
  });

  it.each([
    "",
    "# Title only\n",
    "- one\n- two\n- three\n- four and five",
    "## Install\n\nhere",
    "[a](b) [c](d)",
  ])("is nothing where there is no prose: %j", (readme) => {
    expect(introductionOf(readme)).toBeNull();
  });

  it("is bounded, whatever the file holds", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("#", "`", "\n\n", "[", "](", "<!--", "*", "word and more ", "===")),
        (parts) => {
          expect((introductionOf(parts.join("").repeat(50)) ?? "").length).toBeLessThan(4_000);
        },
      ),
    );
    expect(introductionOf("many words stand here ".repeat(10_000))?.length).toBe(1_200);
  });

  it("comes from Markdown before others", () => {
    expect(["README.md", "Readme.rst", "README", "main.md"].map(readmeRank)).toEqual([0, 2, 4, -1]);
  });
});
