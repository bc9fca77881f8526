import { describe, expect, it } from "@jest/globals";
import { TEMPLATES } from "./choose-template.js";
import {
  CITING_PROMPT_VERSION,
  EARLIER_PROMPT_VERSIONS,
  hashPrompts,
  PROMPT_VERSION,
} from "./prompt-version.js";
import { SYSTEM_PROMPT } from "./templates/system-prompt.js";

describe("the version of the prompts", () => {
  it("covers the prompts of leaf, parent, function with calls and cycle, and what is said before all of them", () => {
    expect(TEMPLATES.map(({ name }) => name).sort()).toEqual([
      "cycle",
      "function-with-calls",
      "leaf",
      "parent",
    ]);
    expect(PROMPT_VERSION).toMatch(/^[0-9a-f]{16}$/);
    expect(hashPrompts(SYSTEM_PROMPT, TEMPLATES)).toBe(PROMPT_VERSION);
    expect(hashPrompts(`${SYSTEM_PROMPT} Be brief.`, TEMPLATES)).not.toBe(PROMPT_VERSION);
  });

  it("is another one with citations, and earlier ones stay", () => {
    expect(CITING_PROMPT_VERSION).not.toBe(PROMPT_VERSION);
    expect(EARLIER_PROMPT_VERSIONS).toEqual([
      "b231efebdf9d9201",
      "f5715698654efe34",
      "7f125f549d1c8148",
      "9711782c619b2481",
      "3baac32f489c6983",
    ]);
    expect(EARLIER_PROMPT_VERSIONS).not.toContain(PROMPT_VERSION);
    expect(EARLIER_PROMPT_VERSIONS).not.toContain(CITING_PROMPT_VERSION);
  });

  it.each(TEMPLATES.flatMap(({ name, parts }) => parts.map((part) => ({ name, part }))))(
    "changes with each part of each prompt: $name, $part",
    ({ name, part }) => {
      const reworded = TEMPLATES.map((template) =>
        template.name === name
          ? { ...template, parts: template.parts.map((each) => (each === part ? `${each} Please.` : each)) }
          : template,
      );
      expect(hashPrompts(SYSTEM_PROMPT, reworded)).not.toBe(PROMPT_VERSION);
    },
  );
});
