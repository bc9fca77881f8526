/** Whether a path is that of a folder or file, or of something below it; `"."` is the root. */
export function isBelow(path: string, folder: string): boolean {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}
