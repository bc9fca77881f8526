/** Name of the place of a symbol on the page of its file. */
export function symbolAnchor(symbol: string): string {
  return `symbol-${symbol}`;
}
