import { expect } from "@jest/globals";
import { type RunOptions, runStemma, type StemmaRun } from "./run-stemma.fixture.js";

/** The command on one tree. */
export interface StemmaIn {
  run(...args: string[]): Promise<StemmaRun>;
  /** What a command that must succeed says in JSON. */
  ask<T>(...args: string[]): Promise<T>;
  /** What a command that must fail with this exit code says; it prints no result and no stack. */
  refused(code: number, ...args: string[]): Promise<string>;
}

/** Each run in a process of its own. */
export function stemmaIn(root: string, options: RunOptions = {}): StemmaIn {
  return stemmaBy((...args) => runStemma(["-C", root, ...args], options));
}

/** However a command is run. */
export function stemmaBy(run: (...args: string[]) => Promise<StemmaRun>): StemmaIn {
  return {
    run,
    async ask<T>(...args: string[]): Promise<T> {
      const { code, stdout, stderr } = await run(...args, "--json");
      expect({ args, code, stderr: code === 0 ? "" : stderr }).toEqual({ args, code: 0, stderr: "" });
      return JSON.parse(stdout) as T;
    },
    async refused(code: number, ...args: string[]): Promise<string> {
      const refusal = await run(...args);
      expect({ args, code: refusal.code, stdout: refusal.stdout }).toEqual({ args, code, stdout: "" });
      expect(refusal.stderr).not.toContain("    at ");
      return refusal.stderr;
    },
  };
}
