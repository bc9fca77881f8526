import { describe, expect, it } from "@jest/globals";
import { configSchema, type StemmaConfigInput } from "../config/config-schema.js";
import { describeLlm } from "./describe-llm.js";

const look = (input: StemmaConfigInput, environment: NodeJS.ProcessEnv = {}): Promise<string> =>
  describeLlm(configSchema.parse(input), environment);

describe("describeLlm", () => {
  it("says who would write, what that is known to cost, and calls nobody", async () => {
    expect(await look({})).toContain("from the code itself");
    const local = { provider: "openai-compatible", model: "m", baseUrl: "http://127.0.0.1:1/v1" } as const;
    expect(await look({ llm: local })).toBe(
      "m (openai-compatible at http://127.0.0.1:1/v1), price not known, no budget; not called",
    );
    const prices = { m: { input: 1, output: 2 } };
    expect(await look({ llm: local, prices, budget: { maxCostUsd: 5 } })).toBe(
      "m (openai-compatible at http://127.0.0.1:1/v1); not called",
    );
  });

  it("finds a missing key and a budget without a price", async () => {
    const llm = { provider: "anthropic", model: "m" } as const;
    await expect(look({ llm })).rejects.toMatchObject({ code: "LLM_KEY_MISSING" });
    const environment = { ANTHROPIC_API_KEY: "the-key" };
    expect(await look({ llm }, environment)).not.toContain("the-key");
    await expect(look({ llm, budget: { maxCostUsd: 5 } }, environment)).rejects.toMatchObject({
      code: "CONFIG_INVALID",
    });
  });
});
