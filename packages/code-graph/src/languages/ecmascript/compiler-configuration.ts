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
  try {
    return JSON.parse(strictJson(content.replace(/^\uFEFF/, "")));
  } catch {
    return null;
  }
}

/** A string, a comment or the mark of one, or what lies between them. Each is found at once, whatever follows. */
const PART = /"(?:\\(?:.|$)|[^"\\])*(?:"|$)|\/\/[^\n]*|\/\*|[^"/]+|\//gs;
/** A string, or a comma that nothing but a closing bracket follows. */
const COMMA = /"(?:\\(?:.|$)|[^"\\])*(?:"|$)|,(?=\s*[}\]])/gs;

/** The text without comments, and without commas before a closing bracket. */
function strictJson(content: string): string {
  const kept: string[] = [];
  PART.lastIndex = 0;
  for (let match = PART.exec(content); match !== null; match = PART.exec(content)) {
    const [part] = match;
    if (part === "/*") {
      const end = content.indexOf("*/", PART.lastIndex);
      if (end === -1) break;
      PART.lastIndex = end + 2;
    } else if (!part.startsWith("//")) kept.push(part);
  }
  return kept.join("").replace(COMMA, (match) => (match === "," ? "" : match));
}

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
