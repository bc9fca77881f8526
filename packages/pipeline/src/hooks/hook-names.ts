/** The hooks of git after which a tree or its branch may be another one. */
export const HOOK_NAMES = ["post-checkout", "post-merge", "post-commit", "post-rewrite"] as const;

/** One of {@link HOOK_NAMES}. */
export type HookName = (typeof HOOK_NAMES)[number];
