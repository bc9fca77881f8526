// What the branches change, as edits of texts; `above` moves lines and changes no meaning.
const above = "// Kept short.\n// Kept simple.\n\n";

export const branches = {
  "scheduler-by-name": {
    changed: ["internal/util/args.ts#popScheduler", "internal/util/args.ts#lastScheduler"],
    above: ["internal/util/isScheduler.ts"],
    edits: [
      [
        "internal/util/args.ts",
        "  return isScheduler(last(args)) ? args.pop() : undefined;\n}",
        "  return lastScheduler(args) ? args.pop() : undefined;\n}\n\nfunction lastScheduler(args: any[]): boolean {\n  return args.length > 0 && isScheduler(last(args));\n}",
      ],
    ],
  },
  "remove-all": {
    changed: ["internal/util/arrRemove.ts#arrRemove", "internal/util/isDate.ts#isValidDate"],
    above: ["internal/util/noop.ts"],
    edits: [
      [
        "internal/util/arrRemove.ts",
        "    0 <= index && arr.splice(index, 1);",
        "    if (index >= 0) arr.splice(index, 1);",
      ],
      ["internal/util/isDate.ts", "!isNaN(value as any)", "Number.isFinite(value.getTime())"],
    ],
  },
  "names-in-any-case": {
    changed: ["command.go#hasNameOrAliasPrefix", "command.go#beginsWith"],
    above: ["command_notwin.go"],
    edits: [
      ["command.go", "if strings.HasPrefix(c.Name(), prefix) {", "if beginsWith(c.Name(), prefix) {"],
      [
        "command.go",
        "// NameAndAliases returns",
        "func beginsWith(name, prefix string) bool {\n\treturn strings.HasPrefix(strings.ToLower(name), strings.ToLower(prefix))\n}\n\n// NameAndAliases returns",
      ],
    ],
  },
  padding: {
    changed: ["cobra.go#stringInSlice", "command.go#NamePadding"],
    above: ["args.go"],
    edits: [
      ["cobra.go", "\t\tif b == a {\n", "\t\tif strings.EqualFold(b, a) {\n"],
      ["command.go", "\treturn c.parent.commandsMaxNameLen\n", "\treturn c.parent.commandsMaxNameLen + 1\n"],
    ],
  },
  "no-empty-indent": {
    changed: [
      "com/google/gson/stream/JsonWriter.java#replaceTop",
      "com/google/gson/internal/LinkedTreeMap.java#findByObject",
    ],
    above: ["com/google/gson/JsonNull.java"],
    edits: [
      [
        "com/google/gson/stream/JsonWriter.java",
        "    stack[stackSize - 1] = topOfStack;",
        "    int top = stackSize - 1;\n    stack[top] = topOfStack;",
      ],
      [
        "com/google/gson/internal/LinkedTreeMap.java",
        "      return key != null ? find((K) key, false) : null;",
        "      return key == null ? null : find((K) key, false);",
      ],
    ],
  },
};

/** The texts of a branch's files as they are afterwards, by path. */
export function editedTexts({ edits, above: moved }, read) {
  const texts = new Map(moved.map((path) => [path, above + read(path)]));
  for (const [path, from, to] of edits) {
    const text = texts.get(path) ?? read(path);
    if (text.split(from).length !== 2) throw new Error(`${path} does not have this once: ${from}`);
    texts.set(
      path,
      text.replace(from, () => to),
    );
  }
  return texts;
}
