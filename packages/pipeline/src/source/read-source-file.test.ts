import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type CodeNode, SqliteGraphStore } from "@stemma/graph-store";
import { readSourceFile } from "./read-source-file.js";

const text = "def f():\n    return 1\n";

describe("the source of a documented file", () => {
  let graph: SqliteGraphStore;
  let place: string;
  let root: string;
  const fileNode = (path: string): CodeNode => ({
    id: path,
    label: "FILE",
    path,
    name: path,
    language: "python",
    startLine: 1,
    endLine: 2,
    signature: null,
    docstring: null,
    source: "",
    sourceHash: createHash("sha256").update(text).digest("hex"),
  });
  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), "stemma-source-"));
    root = join(place, "tree");
    await mkdir(join(root, "lib"), { recursive: true });
    await writeFile(join(root, "lib", "a.py"), text);
    await writeFile(join(root, "unknown.py"), text);
    await writeFile(join(place, "secret.py"), "outside");
    graph = await SqliteGraphStore.open(":memory:");
    await graph.applyChanges({ upsertNodes: [fileNode("lib/a.py"), fileNode("../secret.py")] });
  });
  afterEach(async () => {
    await graph.close();
    await rm(place, { recursive: true });
  });
  const read = (path: string) => readSourceFile(graph, { root, path });

  it("is as it is on the disk, and says whether that was documented", async () => {
    expect(await read("lib/a.py")).toEqual({
      path: "lib/a.py",
      language: "python",
      text,
      isAsDocumented: true,
    });
    await writeFile(join(root, "lib", "a.py"), `${text}\n`);
    expect(await read("lib/a.py")).toMatchObject({ isAsDocumented: false });
  });

  it("keeps each line where it is when a secret over several lines is masked", async () => {
    const body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
    const key = `-----BEGIN PRIVATE KEY-----\n${body}\n${body}\n-----END PRIVATE KEY-----`;
    await writeFile(join(root, "lib", "a.py"), `K = """${key}"""\nlast = 1\n`);
    const { text: shown } = await read("lib/a.py");
    expect(shown).not.toContain("MIIE");
    expect(shown.split("\n")[4]).toBe("last = 1");
  });

  it.each(["unknown.py", "/etc/passwd", "lib/../unknown.py", "lib", "", "lib/a.py\0"])(
    "is none of what the graph does not have: %j",
    async (path) => {
      await expect(read(path)).rejects.toMatchObject({ code: "SYMBOL_NOT_FOUND" });
    },
  );

  it("is not read where the graph itself leads out, nor through links", async () => {
    await expect(read("../secret.py")).rejects.toMatchObject({ code: "FILE_UNUSABLE" });
    await rm(join(root, "lib", "a.py"));
    await symlink(join(place, "secret.py"), join(root, "lib", "a.py"));
    await expect(read("lib/a.py")).rejects.toMatchObject({ code: "FILE_UNUSABLE" });
    await rm(join(root, "lib"), { recursive: true });
    await mkdir(join(place, "elsewhere"));
    await rename(join(place, "secret.py"), join(place, "elsewhere", "a.py"));
    await symlink(join(place, "elsewhere"), join(root, "lib"));
    await expect(read("lib/a.py")).rejects.toMatchObject({ code: "FILE_UNUSABLE" });
  });
});
