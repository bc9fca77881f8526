/** The words of an identifier: `parseHTTPHeader_lines` → `parse http header lines`. */
export function nameWords(name: string): string {
  return name
    .replace(/\.[a-z]{1,4}$/u, "")
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .join(" ")
    .toLowerCase();
}
