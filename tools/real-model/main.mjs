// Documents a small real tree with a real model, by the command line, and checks what came of it.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const stemma = join(repository, "packages/cli/bin/stemma.js");
/** Real sources of this repository; some fifteen nodes. */
const documented = process.argv[2] ?? "packages/llm/src/extractive";
const files = ["name-words.ts", "clean-docstring.ts", "phrases.ts"];

/** One slow call at a time; what the model says costs nothing, which is not the same as a price that nobody knows. */
const configuration = {
  workers: 1,
  llm: { maxInputTokens: 1_500, maxOutputTokens: 200, callTimeoutMs: 900_000, stallTimeoutMs: 300_000 },
  prices: { "smollm2-135m-instruct": { input: 0, output: 0 } },
};

const { runtime, model } = install();
const tree = mkdtempSync(join(tmpdir(), "stemma-real-model-"));
const server = spawn(
  process.execPath,
  [fileURLToPath(new URL("serve.mjs", import.meta.url)), runtime, model],
  {
    stdio: ["ignore", "pipe", "inherit"],
  },
);
try {
  for (const file of files) cpSync(join(repository, documented, file), join(tree, file));
  writeFileSync(join(tree, "stemma.config.json"), JSON.stringify(configuration));
  const [url] = await once(createInterface({ input: server.stdout }), "line");
  const environment = {
    ...process.env,
    STEMMA_LLM_PROVIDER: "openai-compatible",
    STEMMA_LLM_MODEL: "smollm2-135m-instruct",
    STEMMA_LLM_BASE_URL: url,
    STEMMA_TRUST: "1",
  };
  const run = async (...args) => {
    const child = execFile(process.execPath, [stemma, ...args, "--json"], {
      env: environment,
      maxBuffer: 1e8,
    });
    child.stderr?.pipe(process.stderr);
    let output = "";
    child.stdout?.on("data", (text) => (output += text));
    const [code] = await once(child, "close");
    if (code !== 0 && code !== 3) throw new Error(`stemma ${args.join(" ")} ended with ${code}`);
    return JSON.parse(output);
  };
  const estimate = await run("document", tree, "--dry-run");
  const { documentation, llm, durationsMs } = await run("document", tree);
  const { results } = await run("-C", tree, "search", "words of an identifier", "-k", "20");
  const spending = await run("-C", tree, "cost");

  for (const { symbol, path, documentation: text } of results) {
    process.stdout.write(`\n## ${symbol === path ? path : `${path} ${symbol}`}\n${text}\n`);
  }
  process.stdout.write(
    `\n${documentation.documented} nodes documented, ${documentation.failed.length} failed, in ${Math.round(durationsMs.total / 1000)} s; ` +
      `${llm.attempts} calls, ${llm.tokens.input} tokens in (${estimate.tokens.input} estimated), ${llm.tokens.output} out, ` +
      `first token after ${llm.firstTokenMs} ms\n`,
  );
  for (const { id, reason } of documentation.failed) process.stdout.write(`failed: ${id}: ${reason}\n`);

  check(documentation.documented >= 10, "at least ten nodes were documented");
  check(llm.tokens.output > 10 * documentation.documented, "the model wrote more than a few words for each");
  check(new Set(results.map((result) => result.documentation)).size > 5, "the texts differ");
  check(spending.total.answered === documentation.documented, "the journal holds every answer");
} finally {
  server.kill();
  rmSync(tree, { recursive: true, force: true });
}

function check(isTrue, what) {
  process.stdout.write(`${isTrue ? "✔" : "✘"} ${what}\n`);
  if (!isTrue) process.exitCode = 1;
}
