import { hash } from "node:crypto";
import type { Definition, FileFacts, Scope } from "./file-facts.js";

/**
 * Hash of all that resolving other files may see of this one. An edit that leaves it as it was (in a comment, in the calls of
 * a body) changes nothing for any other file. Everything is in it but the calls and what only the file's own nodes are made
 * from, and of offsets only what comes before what.
 */
export function interfaceHash(facts: FileFacts): string {
  const { packageName, imports, wildcards, exports, listedNames } = facts;
  const rankOf = ranksOf(facts);
  const visible = [
    facts.definitions.map((definition) => visibleDefinition(definition, rankOf)),
    facts.scopes.map((scope) => visibleScope(scope, rankOf)),
    facts.attributes.map(({ at, ...rest }) => [rankOf(at), rest]),
    facts.outOfLineMembers.map(({ at, ...rest }) => [rankOf(at), rest]),
    (facts.outOfLineBases ?? []).map(({ at, ...rest }) => [rankOf(at), rest]),
    facts.passed.map(({ at, ...rest }) => [rankOf(at), rest]),
    [packageName, imports, wildcards, exports, listedNames],
  ];
  return hash("sha1", JSON.stringify(visible));
}

function visibleDefinition(definition: Definition, rankOf: (offset: number) => number): unknown[] {
  const { kind, name, qualifiedName, parent, scope, start } = definition;
  const { bases, returns, traits, memberName, parameters, shape } = definition;
  const { typeParameters, accepts, takes, typeVariables, signatures, arity, guards } = definition;
  const { decorators, metaclass, places } = definition;
  return [
    [kind, name, qualifiedName, parent, scope, rankOf(start)],
    [bases, returns, traits, memberName, parameters, shape, typeParameters, accepts, signatures],
    ...(arity === undefined ? [] : [arity]),
    ...(guards === undefined ? [] : [{ guards }]),
    ...(takes === undefined ? [] : [{ takes }]),
    ...(decorators === undefined ? [] : [{ decorators }]),
    ...(metaclass === undefined ? [] : [{ metaclass }]),
    ...(places === undefined ? [] : [{ places }]),
    ...(typeVariables === undefined ? [] : [{ typeVariables }]),
  ];
}

function visibleScope(
  { kind, parent, owner, names, isLoop }: Scope,
  rankOf: (offset: number) => number,
): unknown[] {
  const entries = Object.entries(names).map(([name, bindings]) => [
    name,
    bindings.map(({ at, block, value }) => [rankOf(at), block, value]),
  ]);
  return isLoop === true ? [kind, parent, owner, entries, isLoop] : [kind, parent, owner, entries];
}

/** The index that an offset has among all, in their order. */
function ranksOf({
  definitions,
  passed,
  scopes,
  attributes,
  outOfLineMembers,
  outOfLineBases = [],
}: FileFacts): (offset: number) => number {
  const offsets = new Set<number>();
  for (const { start } of definitions) offsets.add(start);
  for (const { names } of scopes)
    for (const bindings of Object.values(names)) for (const { at } of bindings) offsets.add(at);
  for (const { at } of attributes) offsets.add(at);
  for (const { at } of passed) offsets.add(at);
  for (const { at } of outOfLineMembers) offsets.add(at);
  for (const { at } of outOfLineBases) offsets.add(at);
  const sorted = [...offsets].sort((a, b) => a - b);
  const ranks = new Map(sorted.map((offset, rank) => [offset, rank]));
  return (offset) => ranks.get(offset) ?? -1;
}
