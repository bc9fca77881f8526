import type { ContainerMethods } from "../../languages/semantics.js";

/** Name under which a module offers what its file returns; no identifier. */
export const RETURNED = "return";

/** What every chunk sees. */
export const BUILTIN_NAMES: ReadonlySet<string> = new Set(
  (
    "_G _VERSION assert collectgarbage coroutine debug dofile error getmetatable io ipairs load loadfile math next os " +
    "package pairs pcall print rawequal rawget rawlen rawset require select setmetatable string table tonumber tostring " +
    "type utf8 warn xpcall"
  ).split(" "),
);

/** Tables have no methods of their own. */
export const CONTAINER_METHODS: ContainerMethods = { element: new Set(), pairs: new Set(), keys: new Set() };
