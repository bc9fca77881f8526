import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { commitAll, git } from "./testing/git.fixture.js";
import { commandEnvironment } from "./testing/run-stemma.fixture.js";

const run = promisify(execFile);
const limitMs = 240_000;
const bin = fileURLToPath(new URL("../bin/stemma.js", import.meta.url));
const page = fileURLToPath(new URL("../../../docs/continuous-integration.md", import.meta.url));
const greeting = (says: string): string => `def greet():\n    """${says}"""\n    return 1\n`;

describe("the recipe for continuous integration", () => {
  let base: string;
  let origin: string;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), "stemma-ci-"));
    origin = join(base, "origin.git");
    await git(base, "init", "--quiet", "--bare", "--initial-branch", "main", origin);
    await mkdir(join(base, "bin"));
    await writeFile(join(base, "bin", "stemma"), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`);
    await chmod(join(base, "bin", "stemma"), 0o755);
    const work = await checkout("work");
    await git(work, "switch", "--quiet", "--create", "main");
    await writeFile(join(work, "a.py"), greeting("Says hello."));
    await commitAll(work, "begin");
    await git(work, "push", "--quiet", "origin", "main");
  });
  afterAll(() => rm(base, { recursive: true }));

  /** A fresh clone, as a job gets one. */
  async function checkout(name: string, ref?: string): Promise<string> {
    const place = join(base, name);
    await git(base, "clone", "--quiet", pathToFileURL(origin).href, place);
    if (ref !== undefined) await git(place, "checkout", "--quiet", "--detach", `origin/${ref}`);
    return place;
  }

  async function job(name: string, place: string, variables: Record<string, string>): Promise<string> {
    const text = await readFile(page, "utf8");
    const script = new RegExp(`^\`\`\`sh ${name}\n([^]*?)^\`\`\`$`, "m").exec(text)?.[1];
    if (script === undefined) throw new Error(`the page has no recipe "${name}"`);
    const env = commandEnvironment({
      ...variables,
      PATH: `${join(base, "bin")}${delimiter}${process.env["PATH"] ?? ""}`,
      STEMMA_REMOTE: pathToFileURL(join(base, "documentation")).href,
    });
    const { stderr } = await run("sh", ["-e", "-c", script], { cwd: place, env });
    return stderr;
  }

  it(
    "documents the main branch, and says of a pull request what it changes",
    async () => {
      await job("main-branch", await checkout("first", "main"), { BRANCH: "main" });
      const work = join(base, "work");
      await git(work, "switch", "--quiet", "--create", "polite");
      await writeFile(join(work, "a.py"), greeting("Says good morning."));
      await commitAll(work, "Be polite");
      await git(work, "push", "--quiet", "origin", "polite");
      await git(work, "switch", "--quiet", "main");
      await writeFile(join(work, "b.py"), greeting("Says something else."));
      await commitAll(work, "Go on");
      await git(work, "push", "--quiet", "origin", "main");
      await job("main-branch", await checkout("second", "main"), { BRANCH: "main" });

      const pull = await checkout("pull", "polite");
      await job("pull-request", pull, { BRANCH: "polite", BASE: "main" });
      const changed = await readFile(join(pull, "what-changed.md"), "utf8");
      expect(changed).toMatch(/^### What the code says: \d changed, 0 added, 0 removed\n/);
      expect(changed).toContain("- ✏️ `greet` function\n");
      expect(changed).toMatch(/Says <del>hello<\/del><ins>good morning<\/ins>/);
      // What main did meanwhile is none of its changes.
      expect(changed).not.toContain("b.py");
    },
    limitMs,
  );
});
