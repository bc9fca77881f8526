/** Names under which Chroma's clients store "the default": a model that they would download. */
const defaultNames = new Set(["default", "default-embed", "onnx_mini_lm_l6_v2"]);

/**
 * A collection's settings without Chroma's default embedding function, which the npm client would look for among its packages, and
 * warn. The embedded client puts the bundled model in its place.
 */
export function withoutDefaultEmbeddingFunction(settings: unknown): unknown {
  if (Array.isArray(settings)) return settings.map(withoutDefaultEmbeddingFunction);
  if (typeof settings !== "object" || settings === null) return settings;
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      key === "embedding_function" && isDefaultFunction(value)
        ? { type: "legacy" }
        : withoutDefaultEmbeddingFunction(value),
    ]),
  );
}

/** Whether a collection's stored embedding function is Chroma's default, by any of its names. */
export function isDefaultFunction(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && "name" in value && defaultNames.has(String(value.name))
  );
}
