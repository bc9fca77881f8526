import { describe, expect, it } from "@jest/globals";
import { facts, reference, request } from "../testing/requests.fixture.js";
import { PROMPT_VERSION, renderPrompt } from "./render-prompt.js";

describe("renderPrompt", () => {
  it("gives the model the node, its parts and its source, and no empty sections", () => {
    const node = facts("FUNCTION", "a.py#parse", { source: "def parse(): ..." });
    const { user } = renderPrompt(request(node, { calls: [reference("FUNCTION", "a.py#read", "Reads.")] }));
    expect(user).toBe(
      "Document the function `parse` in `a.py`.\n\nIt calls:\n- `read`: Reads.\n\nIts source:\n```python\ndef parse(): ...\n```",
    );
  });

  it("names the other members of a cycle and what is missing", () => {
    const even = reference("FUNCTION", "a.py#even");
    const odd = reference("FUNCTION", "a.py#odd");
    const { user } = renderPrompt(
      request(facts("FUNCTION", "a.py#even"), { cycle: { members: [even, odd], pass: 1 }, missing: [odd] }),
    );
    expect(user).toContain("It depends on these, and they on it: `odd`.");
    expect(user).toContain("could not be documented: `odd`.");
  });

  it("stays within its budget and says what it left out", () => {
    const node = facts("FILE", "big.py", { source: "x = 1\n".repeat(50_000) });
    const children = Array.from({ length: 5_000 }, (_, index) =>
      reference("FUNCTION", `big.py#f${index}`, "Does it."),
    );
    const { system, user } = renderPrompt(request(node, { children }), 2_000);
    expect(user.length).toBeLessThan(2_000 * 4);
    expect(user.match(/\[\d+ more lines are left out here\]/gu)).toHaveLength(2);
    expect(system).toContain("State only what");
    expect(PROMPT_VERSION).toMatch(/^[0-9a-f]{16}$/);
  });
});
