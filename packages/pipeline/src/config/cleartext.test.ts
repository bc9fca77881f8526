import { describe, expect, it } from "@jest/globals";
import { tokenFor, tokenForSource } from "../collections/chroma-location.js";
import { isLoopback, requireSafeTransport } from "./cleartext.js";
import { configSchema, type StemmaConfigInput } from "./config-schema.js";

const secrets = {
  STEMMA_GRAPH_PASSWORD: "s",
  STEMMA_CHROMA_TOKEN: "s",
  STEMMA_VERSIONS_PASSWORD: "s",
  STEMMA_LLM_API_KEY: "s",
  STEMMA_EMBEDDER_API_KEY: "s",
  TEAM_KEY: "s",
};
const check = (input: StemmaConfigInput, environment: NodeJS.ProcessEnv = secrets): void =>
  requireSafeTransport(configSchema.parse(input), environment);
const model = (baseUrl: string): StemmaConfigInput => ({
  llm: { provider: "openai-compatible", model: "m", baseUrl },
});
const embedder = (endpoint: string, apiKeyVariable?: string): StemmaConfigInput => ({
  embedder: { second: { endpoint, model: "m", dimension: 3, ...(apiKeyVariable && { apiKeyVariable }) } },
});

describe("passwords and tokens on their way", () => {
  it.each<[string, StemmaConfigInput]>([
    ["STEMMA_GRAPH_PASSWORD", { graph: "neo4j://db.example:7687" }],
    ["STEMMA_GRAPH_PASSWORD", { graph: "bolt://10.0.0.1:7687" }],
    ["STEMMA_CHROMA_TOKEN", { chroma: "http://chroma.example" }],
    ["STEMMA_CHROMA_TOKEN", { chroma: "http://127.0.0.1.example:8000" }],
    ["STEMMA_VERSIONS_PASSWORD", { versions: "mysql://u@dolt.example/d" }],
    ["STEMMA_VERSIONS_PASSWORD", { versions: "mysql://u@dolt.example/d?tls=false" }],
    ["STEMMA_LLM_API_KEY", model("http://llm.example/v1")],
    ["STEMMA_EMBEDDER_API_KEY", embedder("http://llm.example/v1")],
    ["TEAM_KEY", embedder("http://llm.example/v1", "TEAM_KEY")],
  ])("refuses to send %s in the clear: %j", (variable, input) => {
    expect(() => check(input)).toThrow(
      expect.objectContaining({
        code: "CREDENTIAL_IN_CLEAR",
        message: expect.stringContaining(variable),
        advice: expect.stringContaining("cleartext"),
      }),
    );
    expect(() => check(input, {})).not.toThrow();
  });

  it.each<StemmaConfigInput>([
    { graph: "neo4j+s://db.example" },
    { graph: "bolt+ssc://db.example" },
    { chroma: "https://chroma.example" },
    { versions: "mysql://u@dolt.example/d?tls=true" },
    { versions: "dolt:" },
    model("https://llm.example/v1"),
    embedder("https://llm.example/v1"),
    embedder("http://127.0.0.1:11434/v1", "TEAM_KEY"),
    embedder("http://llm.example/v1", "A_KEY_THAT_IS_NOT_SET"),
    model("http://localhost:11434/v1"),
    { chroma: "http://127.0.0.1:8000" },
    { graph: "bolt://[::1]:7687" },
    { chroma: "http://chroma.example", cleartext: ["chroma.example"] },
  ])("lets %j be", (input) => {
    expect(() => check(input)).not.toThrow();
  });

  it.each(["localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "127.255.0.3", "::1", "[::1]"])(
    "takes %s for this machine",
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );
  it.each(["localhost.example", "127.example", "128.0.0.1", "0.0.0.0", "::", "1127.0.0.1", "notlocalhost"])(
    "does not take %s for this machine",
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );

  it("gives the token of Chroma to the server it is configured for alone", () => {
    const before = process.env["STEMMA_CHROMA_TOKEN"];
    process.env["STEMMA_CHROMA_TOKEN"] = "s";
    try {
      const config = configSchema.parse({ chroma: "https://one.example" });
      const none = configSchema.parse({});
      expect(tokenFor("https://one.example/", config)).toBe("s");
      for (const other of ["https://two.example", "https://one.example:8443", "http://one.example", "./data"])
        expect({ other, token: tokenFor(other, config) }).toEqual({ other, token: undefined });
      expect(tokenFor("https://two.example", none)).toBe("s");
      expect(() => tokenFor("http://two.example", none)).toThrow(
        expect.objectContaining({ code: "CREDENTIAL_IN_CLEAR" }),
      );
      const place = {
        location: "https://two.example",
        config: none,
        token: "s",
        venv: undefined,
        isTrusted: false,
        embeddingCacheFile: undefined,
        tree: undefined,
      };
      expect(tokenForSource("https://three.example", place)).toBeUndefined();
      expect(tokenForSource("https://two.example", place)).toBe("s");
    } finally {
      if (before === undefined) delete process.env["STEMMA_CHROMA_TOKEN"];
      else process.env["STEMMA_CHROMA_TOKEN"] = before;
    }
  });
});
