import { manifestIn, ownModule } from "./own-packages.mjs";

/**
 * Others' packages stay outside of the bundle and are found from the command's own package. So it has to declare them, in the versions that
 * the packages ask for whose code it has; and nothing else.
 */
export function declaredDependencies() {
  const command = manifestIn("cli");
  const declared = { ...command.dependencies, ...command.peerDependencies };
  const imported = new Set();
  return {
    name: "declared-dependencies",
    resolveId(id, importer) {
      const [, name] = /^(@[^/]+\/[^/]+|[^@./][^/:]*)(?:\/|$)/u.exec(id) ?? [];
      if (importer === undefined || name === undefined || isBundled(name)) return null;
      imported.add(name);
      const own = ownModule(importer);
      if (own === undefined) return null;
      const owner = manifestIn(own.folder);
      // Of a package that its user brings, any version that the command allows will do.
      const wanted = owner.dependencies?.[name] ?? declared[name];
      if (wanted === undefined || declared[name] !== wanted)
        this.error(
          `packages/cli/package.json must have ${name} ${wanted ?? ""} as ${owner.name} has: its code is in the bundle`,
        );
      return { id, external: true };
    },
    buildEnd() {
      const idle = Object.keys(declared).filter((name) => !imported.has(name) && !isBundled(name));
      if (idle.length > 0)
        this.error(`packages/cli/package.json declares what nothing imports: ${idle.join(", ")}`);
    },
  };
}

/** The addon is found from its own place. */
function isBundled(name) {
  return name.startsWith("@stemma/") && name !== "@stemma/native";
}
