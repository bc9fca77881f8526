export { HOOK_NAMES, type HookName } from "./hook-names.js";
export type { HookProgram } from "./hooked-trees.js";
export { type HooksStatus, hooksStatus } from "./hooks-status.js";
export { type ChangedHooks, type InstallHooksOptions, installHooks, removeHooks } from "./install-hooks.js";
export { type RunHookOptions, runHook } from "./run-hook.js";
export type { HookRun } from "./run-log.js";
