export { type WatchNews, type WatchTreeOptions, watchTree } from "./watch-tree.js";
