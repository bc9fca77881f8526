import type { Standing } from "@stemma/pipeline";

/** The template of addresses: both parts percent-encoded, `ref` a branch, tag or commit. */
export const DOCUMENT_TEMPLATE = "stemma://doc/{id}@{ref}";

/** The address of what is documented of a place, as of where an answer stands; `undefined` where that is no commit. */
export function documentUri(id: string, { commit }: Pick<Standing, "commit">): string | undefined {
  return commit === null ? undefined : `stemma://doc/${encodeURIComponent(id)}@${encodeURIComponent(commit)}`;
}
