import type { DocumentProgress, SpentSoFar } from "./progress.js";

/** The options with what was spent so far added to the progress of documenting. */
export function withSpent<
  T extends { readonly onProgress?: ((progress: DocumentProgress) => void) | undefined },
>(options: T, spentSoFar: () => SpentSoFar | undefined): T {
  const { onProgress } = options;
  if (onProgress === undefined) return options;
  return {
    ...options,
    onProgress(progress: DocumentProgress) {
      const spent = progress.phase === "document" ? spentSoFar() : undefined;
      onProgress(spent === undefined ? progress : { ...progress, spent });
    },
  };
}
