import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readFileBounded } from "./read-file-bounded.js";

describe("reading a file that somebody else put there", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stemma-read-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const refusal = (reason: string): unknown => expect.objectContaining({ code: "FILE_UNUSABLE", reason });

  it.each([0, 1, 7, 8])("takes a file of %d bytes where 8 are allowed", (size) => {
    const path = join(folder, "file");
    writeFileSync(path, "x".repeat(size));
    expect(readFileBounded(path, { maxBytes: 8 }).toString()).toBe("x".repeat(size));
  });

  it("takes a large file whole, and one that does not say its size", () => {
    const path = join(folder, "file");
    const text = "0123456789".repeat(50_000);
    writeFileSync(path, text);
    expect(readFileBounded(path, { maxBytes: 1_000_000 }).toString()).toBe(text);
    expect(readFileBounded("/proc/self/status", { maxBytes: 1_000_000 }).toString()).toContain("Pid:");
  });

  it("refuses one byte more, also where the file does not say its size", () => {
    const path = join(folder, "file");
    writeFileSync(path, "x".repeat(9));
    expect(() => readFileBounded(path, { maxBytes: 8 })).toThrow(refusal("too large"));
    expect(() => readFileBounded("/proc/self/status", { maxBytes: 8 })).toThrow(refusal("too large"));
  });

  it("waits for no pipe, and reads no device, directory or socket", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const socket = join(folder, "socket");
    const server = createServer();
    await new Promise<void>((done) => server.listen(socket, done));
    for (const path of [pipe, socket, folder, "/dev/zero", "/dev/null"]) {
      expect(() => readFileBounded(path, { maxBytes: 8 })).toThrow(refusal("not a regular file"));
    }
    await new Promise((done) => server.close(done));
  });

  it("follows a link only where that is asked for", () => {
    writeFileSync(join(folder, "file"), "text");
    symlinkSync("file", join(folder, "link"));
    symlinkSync("/dev/zero", join(folder, "zero"));
    expect(() => readFileBounded(join(folder, "link"), { maxBytes: 8 })).toThrow(refusal("a symbolic link"));
    expect(readFileBounded(join(folder, "link"), { maxBytes: 8, followsLink: true }).toString()).toBe("text");
    expect(() => readFileBounded(join(folder, "zero"), { maxBytes: 8, followsLink: true })).toThrow(
      refusal("not a regular file"),
    );
  });

  it("leaves the system's own errors as they are", () => {
    expect(() => readFileBounded(join(folder, "none"), { maxBytes: 8 })).toThrow(
      expect.objectContaining({ code: "ENOENT" }),
    );
  });
});
