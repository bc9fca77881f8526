import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { DocumentSummary } from "@stemma/pipeline";
import { answerWith, type ScriptedModel, startScriptedModel } from "@stemma/test-cleanup";
import { filesWith } from "./testing/files-with.fixture.js";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";

const runLimitMs = 180_000;
// Put together here, so that no scanner of secrets takes this file for a leak.
const github = ["ghp_", "x7Kp2mQz9RtVb4Wn8Yc1Ld5Hs3Jf6Ga0Ue7T"].join("");
const password = ["Tr0ub4dor", "&", "3x"].join("");
const files = {
  "shop/api.py": [
    `API_TOKEN = "${github}"`,
    "",
    `def connect(address="postgres://shop:${password}@db/shop"):`,
    `    """Opens the shop's database. Ask Ann for the token ${github} first."""`,
    "    return open_pool(address, API_TOKEN)",
    "",
  ].join("\n"),
};

/** What only remembers how the tree was parsed; nothing of it is handed on. */
const cachesOfTheTree = ["facts.log"];

describe("secrets in a tree's sources", () => {
  let tree: SourceTree;
  let server: ScriptedModel;
  beforeEach(async () => {
    tree = await createSourceTree(files);
    // Answers with all that it was asked.
    server = await startScriptedModel(({ prompt }) => answerWith(`It says: ${prompt.slice(0, 1_500)}`));
  });
  afterEach(async () => {
    await server.close();
    await tree.remove();
  });

  it(
    "reach no prompt and nothing that is kept, and are told of",
    async () => {
      const env = {
        STEMMA_LLM_PROVIDER: "openai-compatible",
        STEMMA_LLM_MODEL: "scripted",
        STEMMA_LLM_BASE_URL: server.url,
      };
      const ended = await runStemma(["document", tree.root, "--json"], { env });
      expect(ended).toMatchObject({ code: 0 });
      const { secrets } = JSON.parse(ended.stdout) as DocumentSummary;
      expect(secrets).toEqual({
        count: 3,
        kinds: { "github-pat": 2, "password-in-address": 1 },
        files: ["shop/api.py"],
      });
      expect(server.requests.length).toBeGreaterThan(2);
      const asked = server.requests.map(({ prompt }) => prompt).join("\n");
      expect(asked).toContain('API_TOKEN = "[secret: github-pat]"');
      expect(asked).toContain("postgres://shop:[secret: password-in-address]@db/shop");
      expect([github, password].filter((secret) => asked.includes(secret))).toEqual([]);
      expect(filesWith(join(tree.root, ".stemma"), [github, password])).toEqual(cachesOfTheTree);

      const people = await runStemma(["document", tree.root], { env });
      expect(people.stdout).toContain(
        'secrets        3 masked (2 github-pat, 1 password-in-address) in "shop/api.py"; the sources still have them',
      );
      const found = await runStemma(["-C", tree.root, "search", `who uses ${github}`], { env });
      expect(found.code).toBe(0);
      expect(filesWith(join(tree.root, ".stemma"), [github, password])).toEqual(cachesOfTheTree);
    },
    runLimitMs,
  );
});
