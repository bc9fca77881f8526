import type { ResolveHook } from "node:module";

const clients = new URL("./registered-clients.js", import.meta.url).href;
/** This package itself goes on with npm's own client. */
const ownFiles = new URL("../", import.meta.url).href;

/** Gives everyone else who imports `chromadb` the embedded clients; the rest of the module is npm's own. */
export const resolve: ResolveHook = (specifier, context, next) => {
  const isOurs = context.parentURL?.startsWith(ownFiles) ?? false;
  return specifier === "chromadb" && !isOurs
    ? { url: clients, shortCircuit: true }
    : next(specifier, context);
};
