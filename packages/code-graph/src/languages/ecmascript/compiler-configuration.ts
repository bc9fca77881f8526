/** The parts of a `tsconfig.json` or `jsconfig.json` that resolution reads. */
export interface CompilerConfiguration {
  /** As written, `null` when absent. */
  readonly baseUrl: string | null;
  readonly paths: Readonly<Record<string, readonly string[]>> | null;
  /** Configurations that this one adds to, later ones going first. */
  readonly extends: readonly string[];
  /** Parts of the project with configurations of their own. */
  readonly references: readonly string[];
}

/** Reads a configuration, which may hold comments and commas too many; one that is no JSON object even so says nothing. */
export function parseCompilerConfiguration(content: string): CompilerConfiguration {
  const found = parseJsonWithComments(content);
  const parsed = isRecord(found) ? found : {};
  const options = isRecord(parsed.compilerOptions) ? parsed.compilerOptions : {};
  const references = Array.isArray(parsed.references) ? parsed.references : [];
  return {
    baseUrl: typeof options.baseUrl === "string" ? options.baseUrl : null,
    paths: isRecord(options.paths)
      ? Object.fromEntries(Object.entries(options.paths).map(([key, value]) => [key, stringsOf(value)]))
      : null,
    extends: stringsOf(parsed.extends),
    references: references.flatMap((entry: unknown) => (isRecord(entry) ? stringsOf(entry.path) : [])),
  };
}

function parseJsonWithComments(content: string): unknown {
  const withoutComments = content.replace(/"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (match) =>
    match.startsWith('"') ? match : "",
  );
  const strict = withoutComments.replace(/"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g, (match) =>
    match === "," ? "" : match,
  );
  try {
    return JSON.parse(strict.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
}

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
