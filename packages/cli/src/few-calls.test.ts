import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { DocumentSummary, Spending, TextsVerification } from "@stemma/pipeline";
import { answerWith, type ModelRequest, type ScriptedModel, startScriptedModel } from "@stemma/test-cleanup";
import { runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";

const limitMs = 240_000;
const FILES = 4;
const CLASSES = 3;
const METHODS = 8;
/** Files with their folder; classes with their methods. */
const NODES = 1 + 1 + FILES * (1 + CLASSES * (1 + METHODS));

const method = (name: string, number: number): string =>
  [
    `    def ${name}(self, value):`,
    `        self.seen += ${number}`,
    `        return value * ${number}`,
  ].join("\n");
const classOf = (file: number, index: number): string => {
  const methods = Array.from({ length: METHODS }, (_, each) =>
    method(`step_${each}`, file * 100 + index * 10 + each),
  );
  return [`class Part${file}${index}:`, ...methods].join("\n\n");
};
const fileOf = (file: number): string =>
  `"""Part ${file} of the mill."""\n\n${Array.from({ length: CLASSES }, (_, index) => classOf(file, index)).join("\n\n")}\n`;

/** One question a node: its kind, name and place. */
const QUESTIONS = /Document the (\w+) `([^`]+)` \(([^)]*)\)/g;

/** Answers in the form that is asked for; every sentence stands on the first line, or on the first part. */
function answer({ prompt }: ModelRequest): ReturnType<typeof answerWith> {
  const questions = [...prompt.matchAll(QUESTIONS)];
  const texts = questions.map(([, kind = "", name = ""], index) => {
    const cites = kind === "folder" || kind === "file" ? partIn(prompt) : ["1"];
    return { node: index + 1, summary: [{ text: `\`${name}\` does its part.`, cites }], details: [] };
  });
  return answerWith(JSON.stringify(prompt.includes("Node 1:") ? { texts } : texts[0]));
}

function partIn(prompt: string): string[] {
  return [/^- `([^`]+)`/mu.exec(prompt)?.[1] ?? "1"];
}

describe("a tree of many small parts", () => {
  let tree: SourceTree;
  let server: ScriptedModel;
  beforeAll(async () => {
    const files = Array.from({ length: FILES }, (_, file) => [`mill/part${file}.py`, fileOf(file)]);
    tree = await createSourceTree(Object.fromEntries(files) as Record<string, string>);
    server = await startScriptedModel(answer);
  });
  afterAll(async () => {
    await server.close();
    await tree.remove();
  });

  const run = (args: readonly string[], onStart?: Parameters<typeof runStemma>[1]): Promise<StemmaRun> =>
    runStemma([...args, "--json"], {
      ...onStart,
      env: {
        STEMMA_LLM_PROVIDER: "openai-compatible",
        STEMMA_LLM_MODEL: "scripted",
        STEMMA_LLM_BASE_URL: server.url,
      },
    });
  const asked = (from = 0): string[] =>
    server.requests
      .slice(from)
      .flatMap(({ prompt }) =>
        Array.from(prompt.matchAll(QUESTIONS), ([, , name, place]) => `${name} ${place}`),
      );

  it(
    "is paid for once though it is killed in the middle, by less than half as many calls as it has nodes",
    async () => {
      const killAt = 6;
      server.behave((request, number) => {
        if (number === killAt) kill();
        return answer(request);
      });
      let kill = (): void => undefined;
      const killed = await run(["document", tree.root], {
        onStart: (child) => {
          kill = () => child.kill("SIGKILL");
        },
      });
      expect(killed.signal).toBe("SIGKILL");
      server.behave(answer);
      const before = server.requests.length;
      const spent = JSON.parse((await run(["-C", tree.root, "cost"])).stdout) as Spending;
      const { stdout } = await run(["document", tree.root]);
      const { documentation } = JSON.parse(stdout) as DocumentSummary;
      expect(documentation.failed).toEqual([]);
      expect(documentation.documented + documentation.reused).toBe(NODES);
      // What was answered before the kill is in the journal, and nobody is asked for it again.
      expect(asked(before)).toHaveLength(NODES - spent.total.answered);
      expect(new Set(asked()).size).toBe(NODES);
      expect(server.requests.length).toBeLessThan(NODES / 2);
    },
    limitMs,
  );

  it(
    "has kind, name and place of each node in its prompts, and the owner of each method",
    () => {
      const questions = server.requests.flatMap(({ prompt }) =>
        Array.from(prompt.matchAll(QUESTIONS), ([, kind = "", , place = ""]) => ({ kind, place, prompt })),
      );
      const ofKind = (...kinds: string[]) => questions.filter(({ kind }) => kinds.includes(kind));
      expect(new Set(questions.map(({ kind }) => kind))).toEqual(
        new Set(["method", "class", "file", "folder"]),
      );
      for (const { place } of ofKind("method", "class"))
        expect(place).toMatch(/^Python, `mill\/part\d\.py:\d+`$/);
      for (const { place } of ofKind("file")) expect(place).toMatch(/^Python, `mill\/part\d\.py`$/);
      for (const { prompt } of ofKind("method")) expect(prompt).toMatch(/Part of `class Part\d\d`/);
    },
    limitMs,
  );

  it(
    "has each text with what it stands on, and the sums of what was paid",
    async () => {
      const verified = JSON.parse(
        (await run(["-C", tree.root, "verify", "--texts"])).stdout,
      ) as TextsVerification;
      expect(verified.doubtful).toEqual([]);
      expect(verified).toMatchObject({ isSupported: true, texts: { total: NODES, cited: NODES } });
      const spent = JSON.parse((await run(["-C", tree.root, "cost"])).stdout) as Spending;
      expect(spent.total).toMatchObject({ answered: NODES, failed: 0 });
      const calls = server.requests.length;
      await run(["document", tree.root]);
      expect(server.requests).toHaveLength(calls);
    },
    limitMs,
  );
});
