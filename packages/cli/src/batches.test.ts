import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { DocumentSummary } from "@stemma/pipeline";
import {
  type BatchScript,
  type ScriptedBatches,
  type ScriptedCall,
  startScriptedBatches,
} from "@stemma/test-cleanup";
import { type RunOptions, runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";

/** Some ten runs of the command. */
const limitMs = 600_000;
const FILES = 3;
const FUNCTIONS = 11;
/** Files and functions, their folder and the root. */
const NODES = 2 + FILES * (1 + FUNCTIONS);

/** Each function calls the next one of its file but one, so that there are several levels. */
const fileOf = (file: number): string =>
  Array.from({ length: FUNCTIONS }, (_, index) => {
    const calls = index % 4 === 0 && index + 1 < FUNCTIONS ? `step_${index + 1}(value)` : `value * ${index}`;
    return `def step_${index}(value):\n    total = value + ${file}\n    print(total)\n    return ${calls}\n`;
  }).join("\n\n");

/** One question a node: its kind, name and place. */
const QUESTIONS = /Document the (\w+) `([^`]+)` \(([^)]*)\)/g;

/** Answers in the form that is asked for; every sentence stands on the first line, or on the first part. */
function answer({ prompt }: ScriptedCall): string {
  const texts = Array.from(prompt.matchAll(QUESTIONS), ([, kind = "", name = ""], index) => {
    const cites = kind === "folder" || kind === "file" ? [/^- `([^`]+)`/mu.exec(prompt)?.[1] ?? "1"] : ["1"];
    return { node: index + 1, summary: [{ text: `\`${name}\` does its part.`, cites }], details: [] };
  });
  return JSON.stringify(prompt.includes("Node 1:") ? { texts } : texts[0]);
}

describe("a tree documented in batches", () => {
  let tree: SourceTree;
  let service: ScriptedBatches;
  beforeAll(async () => {
    service = await startScriptedBatches({ answer });
    const place = { provider: "openai-compatible", model: "scripted", baseUrl: service.url };
    const llm = { ...place, batch: { pollMs: 60 } };
    const files = Array.from({ length: FILES }, (_, file) => [`mill/part${file}.py`, fileOf(file)]);
    tree = await createSourceTree({
      ...(Object.fromEntries(files) as Record<string, string>),
      "stemma.config.json": JSON.stringify({ llm }),
    });
  });
  afterAll(async () => {
    await service.close();
    await tree.remove();
  });

  const run = (args: readonly string[], options: RunOptions = {}): Promise<StemmaRun> =>
    runStemma([...args, "--json"], { ...options, env: { STEMMA_TRUST: "1", STEMMA_LLM_API_KEY: "a-key" } });
  const asked = (): string[] =>
    service.batches.flatMap(({ calls }) =>
      calls.flatMap(({ prompt }) =>
        Array.from(prompt.matchAll(QUESTIONS), ([, , name, place]) => `${name} ${place}`),
      ),
    );
  /** A run that ends, by this signal, when the service does what `script` makes of it. */
  async function ended(
    signal: "SIGKILL" | "SIGINT",
    script: (end: () => void) => BatchScript,
  ): Promise<StemmaRun> {
    let end = (): void => undefined;
    service.behave(script(() => end()));
    return run(["document", tree.root], {
      onStart: (child) => {
        end = () => child.kill(signal);
      },
    });
  }

  it(
    "is paid for once though its run is killed before it hears that its batch was begun",
    async () => {
      const unheard = await ended("SIGKILL", (end) => ({
        answer,
        onBegun: () => {
          end();
          return "break";
        },
      }));
      expect(unheard).toMatchObject({ signal: "SIGKILL" });
      expect(service.batches).toHaveLength(1);
      service.behave({ answer });
      const { stdout } = await run(["document", tree.root]);
      const { documentation } = JSON.parse(stdout) as DocumentSummary;
      expect(documentation.failed).toEqual([]);
      expect(documentation.documented + documentation.reused).toBe(NODES);
      expect(asked()).toHaveLength(new Set(asked()).size);
    },
    limitMs,
  );
});
