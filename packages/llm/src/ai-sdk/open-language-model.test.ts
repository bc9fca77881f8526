import { describe, expect, it } from "@jest/globals";
import { openLanguageModel } from "./open-language-model.js";

describe("openLanguageModel", () => {
  it("needs a key for a service that asks for one, and names where to put it", async () => {
    await expect(
      openLanguageModel({ service: "anthropic", model: "m", environment: {} }),
    ).rejects.toMatchObject({
      code: "LLM_KEY_MISSING",
      message: expect.stringContaining("STEMMA_LLM_API_KEY, ANTHROPIC_API_KEY"),
    });
  });

  it("takes a service's own variable for the service's own address only", async () => {
    const environment = { GEMINI_API_KEY: "g", ANTHROPIC_API_KEY: "a" };
    const { secrets } = await openLanguageModel({ service: "google", model: "m", environment });
    expect(secrets).toEqual(["g"]);
    const elsewhere = {
      service: "anthropic",
      model: "m",
      baseUrl: "http://127.0.0.1:1/v1",
      environment,
    } as const;
    await expect(openLanguageModel(elsewhere)).rejects.toMatchObject({ code: "LLM_KEY_MISSING" });
  });

  it("prefers the project's own variable, and needs none for a local server", async () => {
    const environment = { STEMMA_LLM_API_KEY: "s", ANTHROPIC_API_KEY: "a" };
    const chosen = await openLanguageModel({ service: "anthropic", model: "m", environment });
    expect(chosen.secrets).toEqual(["s"]);
    const local = { service: "openai-compatible", model: "m", baseUrl: "http://127.0.0.1:1/v1" } as const;
    expect((await openLanguageModel({ ...local, environment: {} })).secrets).toEqual([]);
  });
});
