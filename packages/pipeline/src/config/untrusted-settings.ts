import { resolve } from "node:path";
import { isWithin } from "../state/is-within.js";
import type { StemmaConfigInput } from "./config-schema.js";

/** What of a file is used, and what is not. */
export interface PermittedSettings {
  readonly used: StemmaConfigInput;
  /** Names of the settings that only a trusted tree may make. */
  readonly withheld: readonly string[];
}

/**
 * Settings that stay in the tree: which of its files are read, and how hard. No address, no interpreter, no program, no
 * place outside, and nothing about models, whose prices and names decide where texts go and what that costs.
 */
const harmless = new Set<keyof StemmaConfigInput>([
  "$schema",
  "include",
  "exclude",
  "workers",
  "timeoutMs",
  "budget",
]);

/** Splits what the file of a tree says that nobody has said to trust. `hasServer`: a Chroma server is used by flag or variable. */
export function permittedSettings(
  file: StemmaConfigInput,
  { root, hasServer }: { readonly root: string; readonly hasServer: boolean },
): PermittedSettings {
  const isHarmless = ([key, value]: [string, unknown]): boolean => {
    switch (key) {
      case "stateDir":
        return isWithin(root, resolve(root, String(value)));
      case "collection":
        // In the tree's own Chroma any name will do; on a server it may be another tree's.
        return !hasServer;
      case "llm":
        return isExtractive(value);
      default:
        return harmless.has(key as keyof StemmaConfigInput);
    }
  };
  const entries = Object.entries(file);
  return {
    used: Object.fromEntries(entries.filter(isHarmless)),
    withheld: entries.filter((entry) => !isHarmless(entry)).map(([key]) => key),
  };
}

/** No model at all, and nothing besides. */
function isExtractive(llm: unknown): boolean {
  return (
    typeof llm === "object" &&
    llm !== null &&
    Object.entries(llm).every(([key, value]) => key === "provider" && value === "extractive")
  );
}
