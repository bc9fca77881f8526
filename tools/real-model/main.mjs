// Documents a real tree with a real model, by the command line, and says what came of it.
//
//   node tools/real-model/main.mjs [--files 3] [--minutes 60]
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { MODEL, withRealModel } from "./with-model.mjs";

const { values: given } = parseArgs({
  options: { files: { type: "string", default: "3" }, minutes: { type: "string", default: "60" } },
});
const repository = fileURLToPath(new URL("../..", import.meta.url));
const stemma = join(repository, "packages/cli/bin/stemma.js");
const SMALLEST = 400;
const LARGEST = 2_500;

/** One slow call at a time; what the model says costs nothing, which is not the same as a price that nobody knows. */
const configuration = {
  workers: 1,
  timeoutMs: Number(given.minutes) * 60_000,
  llm: {
    maxInputTokens: 1_500,
    maxOutputTokens: 300,
    nodesPerCall: 4,
    callTimeoutMs: 900_000,
    stallTimeoutMs: 300_000,
  },
  prices: { [MODEL]: { input: 0, output: 0 } },
};

/** Real sources of this repository, of a size that so small a model can be shown; in an order that nobody chose. */
function sources(count) {
  const hash = (text) => createHash("sha256").update(text).digest("hex");
  return readdirSync(join(repository, "packages"), { recursive: true, encoding: "utf8" })
    .map((path) => join("packages", path))
    .filter((path) => /^packages\/[\w-]+\/src\/.*(?<!\.(?:test|fixture|d))\.ts$/u.test(path))
    .filter((path) => {
      const { size } = statSync(join(repository, path));
      return size >= SMALLEST && size <= LARGEST;
    })
    .sort((one, other) => (hash(one) < hash(other) ? -1 : 1))
    .slice(0, count);
}

const tree = mkdtempSync(join(tmpdir(), "stemma-real-model-"));
try {
  const files = sources(Number(given.files));
  for (const file of files) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    cpSync(join(repository, file), join(tree, file));
  }
  writeFileSync(join(tree, "stemma.config.json"), JSON.stringify(configuration));
  await withRealModel(async (url) => {
    const run = async (...args) => {
      const child = execFile(process.execPath, [stemma, ...args, "--json"], {
        env: {
          ...process.env,
          STEMMA_LLM_PROVIDER: "openai-compatible",
          STEMMA_LLM_MODEL: MODEL,
          STEMMA_LLM_BASE_URL: url,
          STEMMA_TRUST: "1",
        },
        maxBuffer: 1e8,
      });
      child.stderr?.pipe(process.stderr);
      let output = "";
      child.stdout?.on("data", (text) => (output += text));
      const [code] = await once(child, "close");
      // 3: something is left undone, and said.
      return { code, read: () => JSON.parse(output) };
    };
    const estimate = (await run("document", tree, "--dry-run")).read();
    const startedAtMs = performance.now();
    const documented = await run("document", tree);
    const seconds = Math.round((performance.now() - startedAtMs) / 1000);
    const spending = (await run("-C", tree, "cost")).read();
    const verified = (await run("-C", tree, "verify", "--texts")).read();
    report({ files, estimate, documented, seconds, spending, verified });
  });
} finally {
  rmSync(tree, { recursive: true, force: true });
}

function report({ files, estimate, documented, seconds, spending, verified }) {
  const { total } = spending;
  const say = (text) => process.stdout.write(`${text}\n`);
  say(`${files.length} files; to document: ${estimate.nodes.toDocument} nodes by ${estimate.calls} calls`);
  say(`${seconds} s; ${total.answered} answered, ${total.failed} failed`);
  say(`tokens: ${total.inputTokens} in (${estimate.tokens.input} estimated), ${total.outputTokens} out`);
  say(`texts: ${JSON.stringify(verified.texts)}`);
  say(`sentences: ${JSON.stringify(verified.sentences)}`);
  if (documented.code === 0 || documented.code === 3) {
    const { documentation, llm } = documented.read();
    say(`${documentation.documented} documented; first token after ${llm.firstTokenMs} ms`);
    for (const { id, reason } of documentation.failed) say(`failed: ${id}: ${reason}`);
  } else say(`the run was stopped after ${given.minutes} minutes (exit code ${documented.code})`);
  check(total.answered >= 10, "at least ten answers are in the journal");
  check(total.outputTokens > 10 * total.answered, "the model wrote more than a few words for each");
}

function check(isTrue, what) {
  process.stdout.write(`${isTrue ? "✔" : "✘"} ${what}\n`);
  if (!isTrue) process.exitCode = 1;
}
