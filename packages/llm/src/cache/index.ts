export { SqliteCompletionCache, type SqliteCompletionCacheOptions } from "./sqlite-completion-cache.js";
