import type { CallOptions } from "@stemma/core";
import type { SourceFile, StemmaProject } from "@stemma/pipeline";

/** What keeps a source from being shown, and nothing else from being answered. */
const NOT_SHOWN = new Set(["FILE_UNUSABLE", "SYMBOL_NOT_FOUND", "ENOENT", "ENOTDIR", "EACCES", "ELOOP"]);

/** The source of a file as it is now; `null` of an earlier version, and where it is gone. */
export async function sourceOf(
  project: Pick<StemmaProject, "source">,
  path: string,
  { at, ...options }: CallOptions & { readonly at?: string | undefined },
): Promise<SourceFile | null> {
  if (at !== undefined) return null;
  try {
    return await project.source(path, options);
  } catch (error) {
    if (NOT_SHOWN.has((error as { code?: string }).code ?? "")) return null;
    throw error;
  }
}
