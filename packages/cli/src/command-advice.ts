import { missingVenvAdvice } from "@stemma/pipeline";

/** What to do, in commands, where an error's own advice speaks to programs. */
export const commandAdvice: ReadonlyMap<string, string> = new Map([
  ["COLLECTION_EXISTS", "Take another name, or delete it first: stemma collection delete <name> --all"],
  ["COLLECTION_NOT_FOUND", "List what there is: stemma collection list"],
  [
    "INDEX_DAMAGED",
    "Heal it, without embedding anything: stemma repair, or stemma repair --data <directory>",
  ],
  ["PYTHON_VENV_NOT_FOUND", missingVenvAdvice],
  ["CHROMA_NOT_INSTALLED", missingVenvAdvice],
  ["CHROMA_UNAVAILABLE", "Start it, or name another one with --chroma."],
]);
