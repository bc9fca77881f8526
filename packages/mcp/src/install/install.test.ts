import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { parse as parseJson } from "jsonc-parser";
import { parse as parseToml } from "smol-toml";
import { CLIENT_NAMES, CLIENTS, entryFor } from "./clients.js";
import { withEntry } from "./with-entry.js";
import { planWrite, writePlanned } from "./write-entry.js";

const options = { root: "/home/me/tree", home: "/home/me", command: ["stemma"] };

describe("an entry for a client", () => {
  it.each(CLIENT_NAMES)("is made and is there the second time: %s", (name) => {
    const placed = entryFor(name, { ...options, flags: ["--allow-write"] });
    const text = withEntry("", placed);
    const { format, table } = CLIENTS[name];
    const read = (format === "json" ? parseJson(text) : parseToml(text)) as Record<string, unknown>;
    expect(read).toMatchObject({
      [table]: { stemma: { command: "stemma", args: ["-C", expect.any(String), "mcp", "--allow-write"] } },
    });
    expect(withEntry(text, placed)).toBe(text);
  });

  it("leaves everything else of a file with comments as it is, and takes an earlier entry's place", () => {
    const before = `{
\t// Servers that we use.
\t"servers": {
\t\t"other": { "command": "other" }, // keep
\t\t"stemma": { "command": "old", "args": [] }
\t},
\t"inputs": [1, 2,],
}
`;
    const after = withEntry(before, entryFor("vscode", options));
    expect(after).toContain("// Servers that we use.");
    expect(after).toContain('"other": { "command": "other" }, // keep');
    expect(after).toContain('"inputs": [1, 2,]');
    expect(after).not.toContain('"old"');
    expect(parseJson(after)).toMatchObject({
      servers: { stemma: { type: "stdio", args: ["-C", "${workspaceFolder}", "mcp"] } },
    });
  });

  it("takes its table's place in TOML, between others, whatever the paths", () => {
    const before = `model = "o" # mine\n\n[mcp_servers.stemma]\ncommand = "old"\nargs = []\n\n[mcp_servers.other]\ncommand = "x"\n`;
    const root = '/home/m"e/ä\\b';
    const after = withEntry(before, entryFor("codex", { ...options, root }));
    expect(after).toContain('model = "o" # mine');
    expect(parseToml(after)).toEqual({
      model: "o",
      mcp_servers: {
        stemma: { command: "stemma", args: ["-C", root, "mcp"] },
        other: { command: "x" },
      },
    });
    expect(parseToml(withEntry("[a]\nb = 1", entryFor("codex", options)))).toMatchObject({ a: { b: 1 } });
  });

  it.each([
    ["claude", "{ no json"],
    ["claude", "[]"],
    ["codex", "= no toml"],
    ["codex", 'a = """\n[mcp_servers.stemma]\n"""\n'],
    ["codex", 'mcp_servers = { stemma = { command = "x" } }\n'],
  ] as const)("refuses a file of %s that it can't change alone there: %j", (name, text) => {
    expect(() => withEntry(text, entryFor(name, options))).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    );
  });
});

describe("a client's file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "stemma-install-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("is changed where a link leads, keeps its mode, and lies beside as it was", async () => {
    const real = join(folder, "real.json");
    await writeFile(real, '{ "mcpServers": {} }\n', { mode: 0o640 });
    await symlink(real, join(folder, ".mcp.json"));
    const planned = await planWrite(entryFor("claude", { ...options, root: folder }));
    expect(planned).toMatchObject({ file: real, isNew: false, isThere: false });
    expect(await readFile(real, "utf8")).toBe('{ "mcpServers": {} }\n');
    const backup = await writePlanned(planned);
    expect(await readFile(backup ?? "", "utf8")).toBe('{ "mcpServers": {} }\n');
    expect((await stat(real)).mode & 0o777).toBe(0o640);
    expect((await readdir(folder)).sort()).toEqual([".mcp.json", "real.json", "real.json.stemma-backup"]);
    expect(await planWrite(entryFor("claude", { ...options, root: folder }))).toMatchObject({
      isThere: true,
    });
  });

  it("is made with its folder, for the user alone", async () => {
    const planned = await planWrite(entryFor("windsurf", { ...options, home: folder }));
    expect(await writePlanned(planned)).toBeUndefined();
    expect((await stat(join(folder, ".codeium/windsurf/mcp_config.json"))).mode & 0o777).toBe(0o600);
  });
});
