import { code, listWords } from "./phrases.js";
import type { Effect } from "./source/effects.js";

/** What a node visibly does to the world, a phrase for each kind. */
export function effectPhrases(effects: readonly Effect[]): string[] {
  const names = (kind: Effect["kind"]): string[] => [
    ...new Set(
      effects.filter((effect) => effect.kind === kind && effect.name !== "").map(({ name }) => code(name)),
    ),
  ];
  const has = (kind: Effect["kind"]): boolean => effects.some((effect) => effect.kind === kind);
  return [
    has("sets") ? `sets ${listWords(names("sets"))}` : "",
    has("globals") ? `changes the global ${listWords(names("globals"))}` : "",
    has("environment") ? `reads the environment (${listWords(names("environment"))})` : "",
    has("files") ? "writes or removes files" : "",
    has("network") ? "uses the network" : "",
    has("processes") ? "starts processes" : "",
  ].filter((phrase) => phrase !== "");
}
