import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import type { DocumentSummary } from "@stemma/pipeline";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const runLimitMs = 120_000;
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

describe("bad input", () => {
  const trees: SourceTree[] = [];
  const tree = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<SourceTree> => {
    const made = await createSourceTree(files);
    trees.push(made);
    return made;
  };
  afterEach(async () => {
    for (const made of trees.splice(0)) await made.remove();
  });
  const summaryOf = async (root: string): Promise<{ code: number | null; summary: DocumentSummary }> => {
    const run = await runStemma(["document", root, "--json"]);
    return { code: run.code, summary: JSON.parse(run.stdout) as DocumentSummary };
  };

  it.each([
    [["document", "/no/such/place"], "/no/such/place does not exist"],
    [["document", __filename], "is not a directory"],
    [["-C", "/", "search", "x"], "has not been documented"],
    [["document", "--workers", "none"], "A whole number from 1 is needed"],
    [["dokument"], "unknown command 'dokument'"],
    [["search"], "missing required argument 'question'"],
  ])(
    "%j is a wrong call",
    async (args, message) => {
      const run = await runStemma(args, { cwd: "/" });
      expect(run.code).toBe(2);
      expect(run.stderr).toContain(message);
      expect(run.stderr).not.toContain("    at ");
    },
    runLimitMs,
  );

  it(
    "an empty directory is documented as such",
    async () => {
      const { code, summary } = await summaryOf((await tree({})).root);
      expect(code).toBe(0);
      expect(summary.nodes).toEqual({ FOLDER: 1, FILE: 0, CLASS: 0, FUNCTION: 0, TEXT: 0 });
    },
    runLimitMs,
  );

  it(
    "odd files are skipped by name and reason, and the rest is documented",
    async () => {
      const made = await tree({
        ...sampleFiles,
        "binary.py": new Uint8Array([0x70, 0, 1, 2, 0xff]),
        "latin1.py": new Uint8Array([...Buffer.from("# caf"), 0xe9, 0x0a]),
        "huge.py": "x = 1\n".repeat(9_000_000),
        "broken.py": "def whole():\n    return 1\n\ndef broken(:\n",
      });
      await symlink(made.root, join(made.root, "loop"));
      await symlink("/etc/passwd", join(made.root, "outside.py"));
      const { code, summary } = await summaryOf(made.root);
      expect(code).toBe(0);
      const reasons = new Map(summary.skipped.map(({ path, reason }) => [path, reason]));
      expect(reasons.get("binary.py")).toMatch(/binary/);
      expect(reasons.get("latin1.py")).toMatch(/UTF-8/);
      expect(reasons.get("huge.py")).toMatch(/large/);
      expect(summary.nodes.FILE).toBe(3);
      expect(summary.nodes.FUNCTION).toBeGreaterThanOrEqual(3);
    },
    runLimitMs,
  );

  it(
    "a damaged state says which file, and how to make it again",
    async () => {
      const made = await tree(sampleFiles);
      await mkdir(join(made.root, ".stemma"));
      await writeFile(join(made.root, ".stemma", "format.json"), "{");
      const run = await runStemma(["document", made.root]);
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(/format\.json cannot be read[\s\S]*remove .*\.stemma/);
    },
    runLimitMs,
  );

  it(
    "a damaged graph is an error, not an empty one",
    async () => {
      const made = await tree(sampleFiles);
      expect((await runStemma(["document", made.root])).code).toBe(0);
      await writeFile(
        join(made.root, ".stemma", "graph.sqlite"),
        "this is no database, but it is long enough to be read as one".repeat(99),
      );
      const run = await runStemma(["-C", made.root, "show", "price_of"]);
      expect(run.code).toBe(1);
      expect(run.stderr).toContain("graph.sqlite");
    },
    runLimitMs,
  );

  it(
    "a state from a newer version is left alone",
    async () => {
      const made = await tree(sampleFiles);
      await made.write(".stemma/format.json", JSON.stringify({ format: 999, root: made.root }));
      const run = await runStemma(["document", made.root]);
      expect(run.code).toBe(1);
      expect(run.stderr).toContain("format 999");
    },
    runLimitMs,
  );

  it(
    "a missing Python environment is named, with what to do",
    async () => {
      const made = await tree(sampleFiles);
      const run = await runStemma(["document", made.root, "--venv", join(made.root, "no-venv")]);
      expect(run.code).toBe(1);
      expect(run.stderr).toContain("no-venv");
      expect(run.stderr).not.toContain("    at ");
    },
    runLimitMs,
  );

  it(
    "a Python without its shared library is refused with advice",
    async () => {
      const made = await tree(sampleFiles);
      // What a statically linked build says of itself when it is asked.
      const facts = JSON.stringify({
        version: [3, 11, 4],
        implementation: "cpython",
        executable: "/opt/static/bin/python3",
        basePrefix: "/opt/static",
        isFreeThreaded: false,
        isBuiltShared: false,
        libraryFolder: "/opt/static/lib",
        installedLibrary: "libpython3.11.a",
        linkLibrary: "libpython3.11.a",
        multiarch: null,
      });
      await made.write("static/bin/python", `#!/bin/sh\necho '${facts}'\n`);
      await made.write("static/pyvenv.cfg", "home = /opt/static/bin\n");
      await chmod(join(made.root, "static/bin/python"), 0o755);
      const run = await runStemma(["document", made.root, "--venv", join(made.root, "static")]);
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(/shared library/);
    },
    runLimitMs,
  );

  it(
    "two runs at once: one works, the other names it",
    async () => {
      const made = await tree(sampleFiles);
      const runs = await Promise.all([
        runStemma(["document", made.root]),
        runStemma(["document", made.root]),
      ]);
      const codes = runs.map(({ code }) => code).sort();
      // Either they collided, or one was over before the other reached the store.
      expect([
        [0, 0],
        [0, 1],
      ]).toContainEqual(codes);
      for (const { stderr } of runs.filter(({ code }) => code === 1)) expect(stderr).toMatch(/process \d+/);
      expect((await summaryOf(made.root)).summary.documentation.documented).toBe(0);
    },
    runLimitMs,
  );

  // Root may do anything, so a run by root becomes a user with fewer rights.
  const withoutRights = { ...(isRoot ? { uid: nobody } : {}), env: { HOME: "/nonexistent" } };

  it(
    "a tree that can't be written: exit 2, and where else the state can go",
    async () => {
      const made = await tree(sampleFiles);
      await chmod(made.root, 0o555);
      const run = await runStemma(["document", made.root], withoutRights);
      expect(run.code).toBe(2);
      expect(run.stderr).toContain("--state-dir");
    },
    runLimitMs,
  );

  it(
    "a file that can't be read: the rest is documented, exit 3",
    async () => {
      const made = await tree({ ...sampleFiles, "secret.py": "def hidden(): pass\n" });
      await chmod(made.root, 0o777);
      await chmod(join(made.root, "secret.py"), 0o000);
      const run = await runStemma(["document", made.root, "--json"], withoutRights);
      expect(run.code).toBe(3);
      const summary = JSON.parse(run.stdout) as DocumentSummary;
      expect(summary.skipped).toContainEqual(
        expect.objectContaining({ path: "secret.py", reason: expect.stringMatching(/unreadable/) }),
      );
      expect(summary.nodes.FILE).toBe(2);
    },
    runLimitMs,
  );
});
