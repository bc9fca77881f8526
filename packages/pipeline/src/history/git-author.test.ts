import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { gitAuthor } from "./git-author.js";

describe("the author of a commit", () => {
  let directory: string;
  const before = { ...process.env };
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "git-author-"));
    Object.assign(process.env, {
      GIT_CONFIG_GLOBAL: join(directory, "none"),
      GIT_CONFIG_SYSTEM: "/dev/null",
    });
    git("init", "--quiet");
  });
  afterEach(() => {
    for (const key of ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"]) {
      if (before[key] === undefined) Reflect.deleteProperty(process.env, key);
      else process.env[key] = before[key];
    }
    rmSync(directory, { recursive: true });
  });
  function git(...args: readonly string[]): void {
    execFileSync("git", args, { cwd: directory, stdio: "ignore" });
  }

  it("is git's, as it would name him", async () => {
    git("config", "user.name", "Ada  <Lovelace>\nof London ");
    git("config", "user.email", "other@example.org");
    git("config", "--add", "user.email", "ada@example.org");
    git("config", "user.nameX", "nobody");
    expect(await gitAuthor(directory)).toEqual({ name: "Ada  Lovelaceof London", email: "ada@example.org" });
  });

  it("is the account's where git knows none, each by itself", async () => {
    git("config", "user.name", " ");
    const { name, email } = await gitAuthor(directory);
    expect(name).not.toBe("");
    expect(email).toBe(`${name}@${hostname()}`);
    git("config", "user.email", "ada@example.org");
    expect(await gitAuthor(directory)).toEqual({ name, email: "ada@example.org" });
  });
});
