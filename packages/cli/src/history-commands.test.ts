import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Status } from "@stemma/pipeline";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { forgetPlaceInHistory } from "./testing/forget-place-in-history.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import type { StemmaIn } from "./testing/stemma-in.fixture.js";

const limitMs = 240_000;
const file = "greet.py";
const source = 'def greet(name):\n    """Says hello to somebody."""\n    return name\n';
const hash = expect.stringMatching(/^[0-9a-v]{32,40}$/);

/** One prepared tree goes through all commands in their order, each in words and in JSON. */
describe("the commands of the history, as a user runs them", () => {
  let tree: SourceTree;
  let other: SourceTree;
  let commands: CommandsInTurn;
  let stemma: StemmaIn;
  let url: string;
  beforeAll(async () => {
    tree = await createSourceTree({ [file]: source });
    other = await createSourceTree({ [file]: source });
    commands = await CommandsInTurn.start();
    stemma = commands.in(tree.root);
    url = pathToFileURL(join(other.root, "remote")).href;
    await stemma.ask("document", tree.root, "--no-commit");
  }, limitMs);
  afterAll(async () => {
    await commands[Symbol.asyncDispose]();
    await tree.remove();
    await other.remove();
  });

  const ask = <T>(...args: string[]): Promise<T> => stemma.ask<T>(...args);
  const refused = (code: number, ...args: string[]): Promise<string> => stemma.refused(code, ...args);
  const said = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await stemma.run(...args);
    expect({ args, code, stderr: code === 0 ? "" : stderr }).toEqual({ args, code: 0, stderr: "" });
    return stdout;
  };

  it(
    "commit, status, log, show, diff",
    async () => {
      expect(await said("commit", "-m", "first")).toMatch(
        /^[0-9a-v]{8} main: first\n {2}\d added, 0 modified, 0 deleted\n$/,
      );
      expect(await said("status")).toMatch(/^On branch main at [0-9a-v]{8}\nNothing to commit\n$/);
      expect(await ask("status")).toMatchObject({
        branch: "main",
        isClean: true,
        merging: null,
        documents: [],
      });
      expect(await ask("log")).toMatchObject({ commits: [{ hash, message: "first", parents: [hash] }] });
      expect(await said("log", "-n", "1", "HEAD")).toMatch(
        /^[0-9a-v]{8} \d{4}-\d\d-\d\d \d\d:\d\d .+ {2}first\n$/,
      );
      expect(await said("show", "HEAD")).toMatch(
        /^commit [0-9a-v]{32,40}\n.+\n\n {4}first\n\n\+ collection documentation\n[^]*greet\.py/,
      );
      expect(await ask("show", "main", "--commit")).toMatchObject({ commit: { message: "first" } });
      expect(await said("diff")).toBe("");
      await ask("tag", "v1", "-m", "the first");
      await tree.write(file, `${source}\ndef leave():\n    """Says goodbye."""\n`);
      await ask("document", tree.root, "--no-commit");
      expect(await said("diff")).toMatch(/^ {2}\+ leave function$/m);
      expect(await said("status")).toMatch(
        /^On branch main at [0-9a-v]{8}\nNot committed:\n[^]*greet\.py\n[^]* {2}\+ leave function\n/,
      );
      expect(await ask("commit", "-m", "second")).toMatchObject({ commit: hash, branch: "main", deleted: 0 });
      expect(await ask("diff", "v1..HEAD")).toMatchObject({ collections: [] });
      expect(await said("diff", "v1", "main")).toContain("+ leave function");
      expect(await refused(2, "show", "nothing-of-this-name")).toMatch(/nothing-of-this-name/);
    },
    limitMs,
  );

  it(
    "branch, switch, tag, reset, search --at",
    async () => {
      expect(await said("branch", "Überblick", "v1")).toBe("");
      expect(await said("branch")).toMatch(/^\* main [0-9a-v]{8}\n {2}Überblick [0-9a-v]{8}\n$/);
      expect(await said("switch", "Überblick")).toMatch(
        /^On branch Überblick at [0-9a-v]{8}: \d documents changed, 0 kept/,
      );
      expect(await ask("switch", "main")).toMatchObject({ branch: "main", kept: [] });
      expect(await ask("branch", "-d", "Überblick")).toMatchObject({
        branches: [{ name: "main", isCurrent: true }],
        remoteBranches: [],
      });
      expect(await said("tag")).toMatch(/^v1 [0-9a-v]{8} {2}the first\n$/);
      expect(await ask("tag", "v2")).toMatchObject({ tags: [{ name: "v1" }, { name: "v2", commit: hash }] });
      expect(await said("tag", "-d", "v2")).toBe("");
      expect(await said("reset", "HEAD~1")).toMatch(/^On branch main at/);
      const { commits } = await ask<{ commits: { message: string }[] }>("log");
      expect(commits.map(({ message }) => message)).toEqual(["first"]);
      expect(await said("search", "hello", "--at", "v1", "-k", "1")).toContain("greet.py");
      expect(await refused(2, "branch", "no spaces")).toContain("Names are as git's");
      expect(await refused(2, "branch", "-d")).toContain("which branch");
      expect(await refused(2, "tag", "-d")).toContain("which tag");
      expect(await refused(1, "branch", "-d", "main")).toContain('"main"');
      expect(await refused(1, "branch", "main")).toContain("exists already");
      expect(await refused(2, "reset", "nowhere")).toContain('no branch, tag or commit "nowhere"');
      expect(await refused(2, "log", "-n", "none")).toContain("whole number");
    },
    limitMs,
  );

  it(
    "remote, push, fetch, pull, clone",
    async () => {
      expect(await said("remote", "add", "origin", url)).toBe("");
      expect(await said("remote")).toBe(`origin  ${url}\n`);
      expect(await ask("remote", "add", "spare", `${url}-2`)).toMatchObject({
        remotes: [{ name: "origin" }, { name: "spare" }],
      });
      expect(await ask("remote", "remove", "spare")).toMatchObject({ remotes: [{ name: "origin", url }] });
      expect(await refused(1, "fetch")).toContain(url);
      expect(await ask("push", "--tags")).toEqual({ remote: "origin", tags: true, force: false });
      expect(await said("fetch")).toMatch(/^origin\/main [0-9a-v]{8}\n$/);
      expect(await said("pull")).toMatch(/^up-to-date at [0-9a-v]{8}\n$/);
      expect(await refused(2, "push", "nobody")).toContain('no remote "nobody"');
      expect(await refused(1, "remote", "add", "origin", url)).toContain("origin");

      const clone = commands.in(other.root);
      expect(await clone.refused(2, "status")).toContain("has not been documented");
      const cloned = await clone.run("clone", url, other.root);
      expect(cloned).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^On branch main at [0-9a-v]{8}\n$/),
      });
      expect(await clone.ask("verify", "--only", "index")).toMatchObject({ isEqual: true });
      expect(await clone.refused(1, "clone", url, other.root)).toMatch(/working copy|exists/);
      await rm(join(other.root, ".stemma"), { recursive: true });
      expect(await clone.ask("clone", url, other.root)).toEqual({
        branch: "main",
        commit: hash,
        wasEmpty: false,
      });
      await rm(join(other.root, ".stemma"), { recursive: true });
      expect(await clone.ask("clone", `${url}-empty`, other.root)).toMatchObject({ wasEmpty: true });
      expect(await refused(1, "clone", "http://127.0.0.1:9/none", other.root)).toMatch(/stemma: /);
      expect(await refused(2, "clone")).toContain("missing required argument 'url'");
    },
    limitMs,
  );

  it(
    "import, verify, update, attach",
    async () => {
      const data = join(other.root, "elsewhere");
      const records = join(other.root, "records.jsonl");
      await other.write(
        "records.jsonl",
        `${JSON.stringify({ id: "a", document: "one", embedding: [1, 2] })}\n`,
      );
      expect(
        (await stemma.run("collection", "create", "imported", "--no-embedder", "--data", data)).code,
      ).toBe(0);
      expect((await stemma.run("collection", "add", "imported", records, "--data", data)).code).toBe(0);
      expect(await said("import", data)).toBe("1 collections with 1 documents, not committed yet\n");
      expect(await refused(1, "import", data)).toContain("imported");
      expect(await refused(2, "import", join(other.root, "nothing"))).toContain("no Chroma data");
      const unequal = await stemma.run("verify", "--only", "index");
      expect(unequal.code).toBe(1);
      expect(unequal.stdout).toMatch(/^Index not equal to the last commit .*1 not committed/);
      await ask("commit", "-m", "imported");
      expect(await said("verify", "--only", "index")).toMatch(
        /^Index equal to its last commit: \d documents\n$/,
      );
      expect(await said("update")).toMatch(/^On branch main at [0-9a-v]{8}: 0 documents changed/);
      expect(await ask("update", "--mode", "block")).toMatchObject({ branch: "main", documents: 0 });

      await forgetPlaceInHistory(tree.root);
      expect(await refused(2, "status")).toContain("stemma attach");
      expect(await refused(2, "attach", "nowhere")).toContain('"nowhere"');
      expect(await said("attach")).toMatch(/^On branch main at [0-9a-v]{8}\nNothing to commit\n$/);
      await forgetPlaceInHistory(tree.root);
      expect(await ask<Status>("attach", "main")).toMatchObject({ branch: "main", isClean: true });
      expect(await refused(1, "attach")).toMatch(/working copy/);
    },
    limitMs,
  );
});
