import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { facts, reference, request } from "../testing/requests.fixture.js";
import { estimateTokens } from "../tokens/estimate-tokens.js";
import { TEMPLATES, templateFor } from "./choose-template.js";
import { PROMPT_VARIABLES, variablesOf } from "./prompt-template.js";
import { PROMPT_VERSION } from "./prompt-version.js";
import { renderPrompt } from "./render-prompt.js";

describe("renderPrompt", () => {
  const parse = facts("FUNCTION", "a.py#parse", { source: "def parse(): ..." });
  const read = reference("FUNCTION", "a.py#read", "Reads.");

  it("gives the model the node, its parts and its source, and no empty sections", () => {
    const { user, shortened } = renderPrompt(request(parse, { calls: [read] }));
    expect(user).toBe(
      "Document the function `parse` (Python, `a.py`). Say what it takes, gives, changes and raises, and to what end it calls the others.\n\nIt calls:\n```\n- `read`: Reads.\n```\n\nIts source:\n```python\ndef parse(): ...\n```",
    );
    expect(shortened).toEqual([]);
  });

  it("says where the node stands: kind, owner, place, project and users", () => {
    const owner = {
      ...reference("CLASS", "core/scraper.py#Scraper"),
      signature: "class Scraper(Base)",
      says: "Reads pages.",
    };
    const node = facts("FUNCTION", "core/scraper.py#Scraper.call_spider", {
      source: "def call_spider(self):\n        return 1",
    });
    const context = {
      line: 164,
      owner,
      project: "A crawler for\nbooks.",
      users: [reference("FUNCTION", "main.py#run")],
      userCount: 3,
    };
    const { user } = renderPrompt(request(node, { parent: owner, context }));
    expect(user).toBe(
      [
        "Where it stands:\n```\nProject: A crawler for books.\nPart of `class Scraper(Base)`: Reads pages.\nUsed by `run` and 2 others\n```",
        "Document the method `Scraper.call_spider` (Python, `core/scraper.py:164`). Say what it takes, gives, changes and raises.",
        "Its source:\n```python\ndef call_spider(self):\n    return 1\n```",
      ].join("\n\n"),
    );
  });

  it.each([
    [
      facts("FILE", "a/b.ts", { language: "typescript" }),
      "Document the file `b.ts` (TypeScript, `a/b.ts`). Say what it is for and what it sets up.",
    ],
    [facts("FOLDER", "a/b"), "Document the folder `b` (`a/b`). Say what it is for."],
    [
      facts("CLASS", "a.go#T", { language: "go", signature: "type T struct" }),
      "Document the struct `T` (Go, `a.go`). Say what it stands for, what it holds and how it is used.",
    ],
  ])("asks what fits the kind: $label", (node, expected) => {
    expect(renderPrompt(request(node)).user).toBe(expected);
  });

  it("says the author's words once, and what is called and contained once", () => {
    const source = 'def f(self):\n        """Closes it.\n\n        For good.\n        """\n        g()';
    const node = facts("FUNCTION", "a.py#f", { source, docstring: "Closes it.\n\nFor good." });
    const g = reference("FUNCTION", "a.py#f.g", "Gives.");
    const { user } = renderPrompt(request(node, { calls: [g], children: [g] }));
    expect(user.match(/Closes it/gu)).toHaveLength(1);
    expect(user.match(/Gives\./gu)).toHaveLength(1);
    expect(renderPrompt(request({ ...node, source: "def f(self): g()" })).user).toContain(
      "Its author wrote:",
    );
  });

  it("moves a method to the left whose signature ends in a line of its own", () => {
    const source =
      "def f(\n        self, a: int\n    ) -> None:\n        self.a = a\n\n\n        return None";
    const { user } = renderPrompt(request(facts("FUNCTION", "a.py#M.f", { source })), 6_000, {
      isCiting: true,
    });
    expect(user).toContain(
      "1| def f(\n2|     self, a: int\n3| ) -> None:\n4|     self.a = a\n\n7|     return None\n```",
    );
  });

  it("leaves out lines that nothing stands on, and counts them", () => {
    const source = "class C:\n    def f(self):\n        ...\n\n\n    x = 1";
    const { user } = renderPrompt(request(facts("CLASS", "a.py#C", { source })), 6_000, { isCiting: true });
    expect(user).toContain("1| class C:\n2|     def f(self):\n\n6|     x = 1\n```");
  });

  it("cuts nothing while there is room", () => {
    const word = fc.stringMatching(/^[a-zA-Z]{1,12}$/u);
    const many = fc.array(fc.tuple(fc.string({ maxLength: 200 }), word, word), { maxLength: 30 });
    fc.assert(
      fc.property(
        fc.string({ maxLength: 2_000 }),
        fc.string({ maxLength: 500 }),
        many,
        many,
        (source, docstring, a, b) => {
          const list = (of: typeof a) =>
            of.map(([summary, owner, name]) => reference("FUNCTION", `x.py#${owner}.${name}`, summary));
          const node = facts("CLASS", "a.py#C", { source, docstring });
          const asked = request(node, { children: list(a), calls: list(b) });
          const whole = renderPrompt(asked, 1_000_000);
          expect(whole.shortened).toEqual([]);
          const needed = estimateTokens(whole.system) + estimateTokens(whole.user);
          expect(renderPrompt(asked, Math.ceil(needed * 1.15) + 40).shortened).toEqual([]);
        },
      ),
    );
  });

  it("has a prompt for each kind of node, and each uses only variables that there are", () => {
    const child = reference("CLASS", "a.py#C");
    expect(templateFor(request(parse)).name).toBe("leaf");
    expect(templateFor(request(parse, { calls: [read] })).name).toBe("function-with-calls");
    expect(templateFor(request(facts("FILE", "a.py"), { children: [child] })).name).toBe("parent");
    const cycle = { members: [child, read], pass: 1 } as const;
    expect(templateFor(request(parse, { calls: [read], cycle })).name).toBe("cycle");
    const used = TEMPLATES.flatMap(({ parts }) => parts.flatMap(variablesOf));
    expect(used.filter((name) => !(PROMPT_VARIABLES as readonly string[]).includes(name))).toEqual([]);
    expect(PROMPT_VERSION).toMatch(/^[0-9a-f]{16}$/);
  });

  it("names the other members of a cycle and what is missing", () => {
    const even = reference("FUNCTION", "a.py#even");
    const odd = reference("FUNCTION", "a.py#odd");
    const cycle = { members: [even, odd], pass: 1 } as const;
    const { user } = renderPrompt(request(facts("FUNCTION", "a.py#even"), { cycle, missing: [odd] }));
    expect(user).toContain("It depends on these, and they on it: `odd`.");
    expect(user).toContain("could not be documented: `odd`.");
  });

  it("leaves what looks like a variable in a source as it is", () => {
    const { user } = renderPrompt(request(facts("FILE", "a.py", { source: "f'{{name}} {{source}}'" })));
    expect(user).toContain("f'{{name}} {{source}}'");
  });

  it.each([500, 1_000, 2_000, 6_000])(
    "stays within %d tokens whatever it is given, and says in prompt and result what is missing",
    (maxTokens) => {
      const many = (word: string) =>
        Array.from({ length: 1_500 }, (_, index) =>
          reference(
            "FUNCTION",
            `big.py#${word}${index}`,
            `Does the ${word} number ${index}. ${"And more. ".repeat(20)}`,
          ),
        );
      const node = facts("FILE", "huge.py", {
        source: "x = call(1, 'a') # note\n".repeat(4_000),
        docstring: "Says a lot.\n".repeat(1_000),
      });
      const cycle = { members: many("member"), pass: 1 } as const;
      const { system, user, shortened } = renderPrompt(
        request(node, { children: many("child"), calls: many("callee"), cycle, missing: many("lost") }),
        maxTokens,
      );
      expect(estimateTokens(system) + estimateTokens(user)).toBeLessThanOrEqual(maxTokens);
      expect(shortened.map(({ part }) => part).sort()).toEqual(
        ["calls", "children", "docstring", "members", "missing", "source"].sort(),
      );
      for (const { total, shortened: less, namesOnly, leftOut } of shortened) {
        expect(less + namesOnly + leftOut).toBeGreaterThan(0);
        expect(less + namesOnly + leftOut).toBeLessThanOrEqual(total);
      }
      expect(user.match(/\[\d+ more lines are left out here\]/gu)).toHaveLength(2);
      expect(user.match(/\[\d+ more are not named here\]/gu)).toHaveLength(2);
    },
  );

  it("gives a part what the others don't need", () => {
    const source = "y = 2 + z\n".repeat(600);
    const { user, shortened } = renderPrompt(request(facts("FILE", "a.py", { source })), 6_000);
    expect(shortened).toEqual([]);
    expect(user).toContain(source.trim());
  });
});
