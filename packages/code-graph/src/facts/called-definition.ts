import type { Expression } from "./expression.js";
import { type Binding, type Definition, FILE_ITSELF, type Scope } from "./file-facts.js";

/** The parts of a file's facts that say what its names mean. */
interface NamedParts {
  readonly definitions: readonly Pick<Definition, "kind" | "scope">[];
  readonly scopes: readonly Pick<Scope, "kind" | "parent" | "names">[];
}

/** Methods that run when a class is called. */
const CONSTRUCTORS = ["constructor", "__init__"];

/** The function of the file that a callee means by its text alone, of a class its constructor; else {@link FILE_ITSELF}. */
export function calledDefinition(file: NamedParts, callee: Expression, scope: number): number {
  if (callee[0] === "member" && callee[1][0] === "self")
    return functionNamed(file, file.definitions[callee[1][1]]?.scope ?? -1, callee[2]);
  if (callee[0] !== "name") return FILE_ITSELF;
  for (
    let around = scope, isFirst = true;
    around >= 0;
    around = file.scopes[around]?.parent ?? -1, isFirst = false
  ) {
    if (file.scopes[around]?.kind === "class" && !isFirst) continue;
    const found = only(file, around, callee[1]);
    if (found === null) continue;
    if (found === FILE_ITSELF || file.definitions[found]?.kind === "function") return found;
    const within = file.definitions[found]?.scope ?? -1;
    return (
      CONSTRUCTORS.map((name) => functionNamed(file, within, name)).find((one) => one !== FILE_ITSELF) ??
      FILE_ITSELF
    );
  }
  return FILE_ITSELF;
}

function functionNamed(file: NamedParts, scope: number, name: string): number {
  const found = only(file, scope, name) ?? FILE_ITSELF;
  return file.definitions[found]?.kind === "function" ? found : FILE_ITSELF;
}

/** The one definition that a name of a scope is bound to; `null` where it is not bound, {@link FILE_ITSELF} where it is more. */
function only({ scopes }: NamedParts, scope: number, name: string): number | null {
  const names: Readonly<Record<string, readonly Binding[]>> = scopes[scope]?.names ?? {};
  if (!Object.hasOwn(names, name)) return null;
  const [first, ...others] = names[name] ?? [];
  if (first === undefined || others.length > 0) return FILE_ITSELF;
  if (first.value[0] === "definition") return first.value[1];
  return first.value[0] === "value" && first.value[1][0] === "definition" ? first.value[1][1] : FILE_ITSELF;
}
