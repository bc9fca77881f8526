/** How SQLite, Chroma and the operating system say that nothing more can be written. */
const FULL = /disk is full|no space left|ENOSPC|disk quota exceeded/i;

/** Whether a failure says so. */
export function isDiskFull(message: string): boolean {
  return FULL.test(message);
}
