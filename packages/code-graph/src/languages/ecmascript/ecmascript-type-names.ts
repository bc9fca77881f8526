import { typeKey } from "../../facts/file-facts.js";
import type { ScriptWalker } from "./ecmascript-context.js";

/** Binds types that have a value beside them once more, under a name of their own; a class is both. */
export function keepTypesApart({ facts, typeNames }: ScriptWalker): void {
  for (const { name, scope, block, value } of typeNames) {
    const names = facts.scopes[scope]?.names ?? {};
    const others = (Object.hasOwn(names, name) ? (names[name] ?? []) : []).filter(
      (binding) =>
        binding.value !== value &&
        !(binding.value[0] === "definition" && facts.definitions[binding.value[1]]?.kind === "class"),
    );
    if (others.length > 0) facts.bind(scope, typeKey(name), -1, block, value);
  }
}
