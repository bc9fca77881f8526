/** What a `Cargo.toml` says of where crates are. */
export interface CargoManifest {
  /** Folder that it lies in, `""` for the root. */
  readonly folder: string;
  /** Name by which other crates' code knows the library; `null`: a workspace alone. */
  readonly crate: string | null;
  /** Root file of the library, relative to the folder. */
  readonly library: string;
  /** Root files of programs, tests and the like that are named, relative to the folder. */
  readonly targets: readonly string[];
  /** Crates that this one knows by another name: its own name of them, and theirs. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Reads the few entries that modules are found by; what is written in other ways tells nothing. */
export function readCargoManifest(folder: string, content: string): CargoManifest {
  let section = "";
  let name: string | null = null;
  let library: string | null = null;
  let libraryName: string | null = null;
  const targets: string[] = [];
  const renamed = new Map<string, string>();
  for (const line of content.split("\n")) {
    const head = /^\s*\[+\s*([^\]]+?)\s*\]+/.exec(line)?.[1];
    if (head !== undefined) {
      section = head;
      continue;
    }
    const [, key, text] = /^\s*"?([\w.-]+)"?\s*=\s*(.*)$/.exec(line.replace(/\s+#.*$/, "")) ?? [];
    if (key === undefined || text === undefined) continue;
    const value = /^["']([^"']*)["']/.exec(text)?.[1];
    if (section === "package" && key === "name") name = value ?? null;
    else if (section === "lib" && key === "name") libraryName = value ?? null;
    else if (section === "lib" && key === "path") library = value ?? null;
    else if (/^(?:bin|test|bench|example)$/.test(section) && key === "path" && value !== undefined)
      targets.push(value);
    else if (/(?:^|\.)(?:dev-|build-)?dependencies$/.test(section)) {
      const other = /\bpackage\s*=\s*["']([^"']+)["']/.exec(text)?.[1];
      if (other !== undefined) renamed.set(codeName(key), codeName(other));
    }
  }
  const crate = libraryName ?? name;
  return {
    folder,
    crate: crate === null ? null : codeName(crate),
    library: library ?? "src/lib.rs",
    targets,
    renamed,
  };
}

/** As code writes the name of a package. */
function codeName(name: string): string {
  return name.replaceAll("-", "_");
}
