/** A bare environment would not do: it has no Chroma. */
export const missingVenvAdvice =
  "Run `npx stemma setup`, which makes one with all that is needed, or name one with --venv <folder> or STEMMA_VENV. In a checkout of Stemma: npx nx run python-env:venv.";
