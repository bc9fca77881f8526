import { openFilesUnder } from "./open-files.js";

/** Where to look for what a test may have left. */
export interface LeakCheck {
  /** Directory in which no file may be open in this process. */
  readonly directory?: string;
  /** Counts that must be 0, by what they count; for example `{ "Chroma clients": () => pool.stats().clients }`. */
  readonly counts?: Readonly<Record<string, () => number | Promise<number>>>;
}

/** Rejects with a list of everything that is left; resolves when nothing is. */
export async function expectNoLeaks({ directory, counts = {} }: LeakCheck): Promise<void> {
  const leaks = directory === undefined ? [] : await openFilesUnder(directory);
  for (const [what, count] of Object.entries(counts)) {
    const left = await count();
    if (left !== 0) leaks.push(`${left} ${what}`);
  }
  if (leaks.length > 0) throw new Error(`left behind:\n  ${leaks.join("\n  ")}`);
}
