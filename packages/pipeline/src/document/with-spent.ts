import type { SpendingWatch } from "../runs/track-run.js";
import type { DocumentProgress } from "./progress.js";

/** The options with what was spent so far added to the progress of documenting; told also where only that moves on. */
export function withSpent<
  T extends { readonly onProgress?: ((progress: DocumentProgress) => void) | undefined },
>(options: T, { soFar, onChange }: SpendingWatch): T {
  const { onProgress } = options;
  if (onProgress === undefined) return options;
  let last: DocumentProgress | undefined;
  const tell = (progress: DocumentProgress): void => {
    const spent = progress.phase === "document" ? soFar() : undefined;
    onProgress(spent === undefined ? progress : { ...progress, spent });
  };
  onChange(() => {
    if (last?.phase === "document" && last.finished === undefined) tell(last);
  });
  return {
    ...options,
    onProgress(progress: DocumentProgress) {
      last = progress;
      tell(progress);
    },
  };
}
