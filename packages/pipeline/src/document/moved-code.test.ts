import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { scanTree } from "@stemma/code-graph";
import { RecursiveDfsProcessor } from "@stemma/dfs-processor";
import { SqliteGraphStore } from "@stemma/graph-store";
import { type AiSdkOptions, AiSdkProvider } from "@stemma/llm/ai-sdk";

const FILES: Readonly<Record<string, string>> = {
  "shop/prices.py":
    "def price_of(item):\n    return rounded(item.price)\n\n\ndef rounded(price):\n    return round(price)\n",
  "shop/basket.py": `from .prices import price_of


class Basket:
    def __init__(self):
        self.items = []

    def total(self):
        return sum(price_of(item) for item in self.items)
`,
  "shop/ring.py": "def even(n):\n    return odd(n - 1)\n\n\ndef odd(n):\n    return even(n - 1)\n",
  "tools/report.py": "def header():\n    return 1\n",
};

describe("code that moves, documented by a language model whose every call is paid", () => {
  let root: string;
  let graph: SqliteGraphStore;
  let prompts: string[];
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-moved-"));
    graph = await SqliteGraphStore.open(":memory:");
    for (const [path, text] of Object.entries(FILES)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    // Each once, those of a cycle, too.
    expect(await paidCalls()).toHaveLength(15);
    expect(await paidCalls()).toEqual([]);
  });
  afterEach(async () => {
    await graph.close();
    await rm(root, { recursive: true, force: true });
  });

  /** Scans and documents; what the model was asked for, as `kind name`. */
  async function paidCalls(): Promise<string[]> {
    await scanTree(root, graph);
    prompts = [];
    const llm = new AiSdkProvider({
      model: answeringModel((prompt) => prompts.push(prompt)),
      isStreaming: false,
    });
    const { failed } = await new RecursiveDfsProcessor({ graph, llm }).processNode(".");
    expect(failed).toEqual([]);
    return prompts.map((prompt) => subjectOf(prompt)).sort();
  }
  const move = async (from: string, to: string): Promise<void> => {
    await mkdir(dirname(join(root, to)), { recursive: true });
    await rename(join(root, from), join(root, to));
  };

  it("asks for a renamed file and its folder, which name it, and for nothing that it defines", async () => {
    await move("shop/ring.py", "shop/circle.py");
    expect(await paidCalls()).toEqual(["file circle.py", "folder shop"]);
    const [even] = await graph.readDocumentation({ nodeIds: ["shop/circle.py#even"] });
    expect(even?.text).toContain("`even`");
  });

  it("asks for nothing in a folder that moves, only for those that it left and came to", async () => {
    await move("shop", "store/shop");
    expect(await paidCalls()).toEqual(["folder .", "folder store"]);
    expect(await graph.readDocumentation({})).toHaveLength(16);
  });

  it("asks for nothing of a file that moves to another folder but those folders", async () => {
    await move("shop/ring.py", "tools/ring.py");
    expect(await paidCalls()).toEqual(["folder shop", "folder tools"]);
  });

  it("asks for what moved and was edited, once", async () => {
    await move("tools/report.py", "shop/report.py");
    const text = await readFile(join(root, "shop/report.py"), "utf8");
    await writeFile(join(root, "shop/report.py"), text.replace("return 1", "return 2"));
    const asked = await paidCalls();
    expect(asked.filter((subject) => subject.startsWith("function"))).toEqual(["function header"]);
  });

  it("asks for exactly what an edit changes, and for nothing when it is taken back", async () => {
    const path = join(root, "shop/prices.py");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace("round(price)", "round(price, 2)"));
    expect(await paidCalls()).toEqual(["file prices.py", "function rounded"]);
    await writeFile(path, text);
    // The journal of paid calls has the answers still.
    expect(await paidCalls()).toEqual([]);
  });

  it("names no path in a prompt but the node's own, so that none of another can be out of date", async () => {
    await writeFile(join(root, "tools/other.py"), "def footer():\n    return header()\n");
    await paidCalls();
    expect(prompts.length).toBeGreaterThan(0);
    const besides = prompts.map((prompt) => prompt.replace(/^Document the .*$/mu, ""));
    expect(besides.filter((text) => text.includes("tools/"))).toEqual([]);
  });
});

function subjectOf(prompt: string): string {
  const [, kind = "", name = ""] = /Document the (\w+) `([^`]+)`/u.exec(prompt) ?? [];
  return `${kind} ${name}`;
}

/** A model that answers with the name of what it is asked for, so that summaries change only with names. */
function answeringModel(onPrompt: (prompt: string) => void): AiSdkOptions["model"] {
  return {
    specificationVersion: "v3",
    provider: "counted",
    modelId: "counted",
    supportedUrls: {},
    doGenerate: ({ prompt }) => {
      const text = prompt.flatMap(({ role, content }) =>
        role === "user" ? content.flatMap((part) => (part.type === "text" ? [part.text] : [])) : [],
      );
      const [question = ""] = text;
      onPrompt(question);
      const [, name = ""] = /Document the \w+ `([^`]+)`/u.exec(question) ?? [];
      return Promise.resolve({
        content: [{ type: "text", text: `\`${name}\` does its part of the work.` }],
        finishReason: { unified: "stop", raw: undefined },
        usage: {
          inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 },
          outputTokens: { total: 10, text: 10, reasoning: 0 },
        },
        warnings: [],
      });
    },
    doStream: () => Promise.reject(new Error("is not asked to stream")),
  };
}
