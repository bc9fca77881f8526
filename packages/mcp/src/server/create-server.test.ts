import { describe, expect, it } from "@jest/globals";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { chooseTools } from "../tools/choose-tools.js";
import { annotationsOf } from "./annotations.js";
import { instructionsFor } from "./instructions.js";
import { outputSchema } from "./output-schema.js";
import { slimSchema } from "./slim-schema.js";

/** As a client is told of them. */
function told(set: "lean" | "default" | "all", allowWrite = false): string {
  const target = { target: "draft-2020-12" } as const;
  const tools = chooseTools({ set, allowWrite }).map((tool) => {
    const { name, title, description } = tool;
    const inputSchema = slimSchema(tool.input)["~standard"].jsonSchema.input(target);
    const output = slimSchema(outputSchema(tool), "output")["~standard"].jsonSchema.output(target);
    const annotations = annotationsOf(tool);
    return { name, title, description, inputSchema, outputSchema: output, annotations };
  });
  return JSON.stringify(tools);
}

describe("what a model has to read before it asks", () => {
  it("takes no more than 2,500 tokens, the instructions with it, and less in the lean set", () => {
    const all = countTokens(told("default"));
    expect(all + countTokens(instructionsFor({ allowWrite: false }))).toBeLessThanOrEqual(2_500);
    expect(countTokens(told("lean"))).toBeLessThan(all * 0.7);
    expect(countTokens(told("default", true))).toBeLessThanOrEqual(4_000);
  });
});
