import { StemmaError } from "@stemma/core";

/** No node has the given id or path, code `"ROOT_NOT_FOUND"`. Nothing was done. */
export class RootNotFoundError extends StemmaError {
  readonly root: string;

  constructor(root: string) {
    super(`The graph has no node with the id or path "${root}"`, {
      code: "ROOT_NOT_FOUND",
      advice:
        "Scan the source tree first, and name the root as the graph does: relative to the tree, with slashes.",
    });
    this.root = root;
  }
}
