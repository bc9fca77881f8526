import type { GraphStore } from "../graph-store.js";

/** Gives the store of the running test. */
export type CurrentStore = () => GraphStore;
