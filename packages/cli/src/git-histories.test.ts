import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "@jest/globals";
import { commandEnvironment } from "./testing/run-stemma.fixture.js";

const script = fileURLToPath(new URL("../tests/histories/main.mjs", import.meta.url));

/** More of them, and longer ones, are a target of their own: `nx histories cli`. */
it("follows random histories of git as a clean clone would be documented, and makes no text twice", async () => {
  const args = [script, "--histories", "4", "--steps", "6", "--seed", "1"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: commandEnvironment() });
  expect(stdout).toMatch(/^4 histories equal to clean clones: \d+ runs, \d+ texts made, \d+ merges\n$/);
}, 900_000);
