import { statSync } from "node:fs";

/** Which files stores were opened from: another process may have put others in their places, which an open store does not notice. */
export class OpenedFiles {
  readonly #identities = new Map<string, string>();

  /** Called when the file is open. */
  note(path: string): void {
    this.#identities.set(path, identityOf(path));
  }

  /** Whether all names still lead to the files that were opened. */
  areInPlace(): boolean {
    return [...this.#identities].every(([path, identity]) => identityOf(path) === identity);
  }
}

function identityOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? "none" : `${stat.dev}:${stat.ino}`;
}
