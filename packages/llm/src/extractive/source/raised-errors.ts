import { sourceLayers } from "./blank-out.js";

const RAISE = /\b(?:raise|throw new|throw)\s+((?:[a-z_]\w*\.)*[A-Z]\w*)/gu;

/** `throw std::runtime_error("…")`: what C++ throws need not begin with a capital letter. */
const CPP_THROW = /\bthrow\s+((?:\w+::)*[A-Za-z_]\w*)\s*[({]/gu;

/** Names of the errors that a source raises or throws itself, each once, in order. */
export function raisedErrors(source: string, language: string | null): string[] {
  const names = new Set<string>();
  for (const match of sourceLayers(source, language).codeOnly.matchAll(
    language === "cpp" ? CPP_THROW : RAISE,
  ))
    if (match[1] !== undefined) names.add(match[1]);
  return [...names];
}
