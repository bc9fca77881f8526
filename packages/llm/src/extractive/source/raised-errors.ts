import { sourceLayers } from "./blank-out.js";

const RAISE = /\b(?:raise|throw new|throw)\s+((?:[a-z_]\w*\.)*[A-Z]\w*)/gu;

/** Names of the errors that a source raises or throws itself, each once, in order. */
export function raisedErrors(source: string, language: string | null): string[] {
  const names = new Set<string>();
  for (const match of sourceLayers(source, language).codeOnly.matchAll(RAISE))
    if (match[1] !== undefined) names.add(match[1]);
  return [...names];
}
