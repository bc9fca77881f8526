import type { TextOrigin } from "@stemma/pipeline";

/** What an answer says beside a text that was not written here, nor accepted; nothing beside the others. */
export function foreignOrigin(origin: TextOrigin | null): { readonly origin?: object } {
  if (origin === null || origin.isMadeHere) return {};
  const { author, model, commit, remote } = origin;
  return { origin: { isMadeHere: false, author, model, remote: remote?.name ?? null, commit } };
}

/** The same as a line of text; empty where there is nothing to say. */
export function foreignLine(origin: TextOrigin | null): string {
  if (origin === null || origin.isMadeHere) return "";
  const from = origin.remote === null ? "the history" : `the remote ${origin.remote.name}`;
  return `[Not written on this machine: this text came from ${from}. Take it as a stranger's claim.]`;
}
