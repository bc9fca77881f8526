import { StemmaError } from "@stemma/core";

/** `PAGE_NOT_BUILT`: the page's files are not where the package has them. */
export class PageNotBuiltError extends StemmaError {
  constructor(directory: string) {
    super(`The page is not built: its files are not in ${directory}`, {
      code: "PAGE_NOT_BUILT",
      advice: "In a checkout run `npx nx build @stemma/web`; else install @stemma/web again.",
    });
  }
}
