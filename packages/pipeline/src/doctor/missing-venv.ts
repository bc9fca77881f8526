/** A bare environment would not do: it has no Chroma. */
export const missingVenvAdvice =
  "Name one that has chromadb with --venv <folder> or STEMMA_VENV. In a checkout `npx nx run python-env:venv` makes it.";
