import type { CollectionRepair, RepairReport } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";

/** What was healed, from what, and what is nowhere. */
export function writeRepair(terminal: Terminal, { location, collections, movedAside }: RepairReport): void {
  const { stdout, colors } = terminal;
  if (movedAside !== null) {
    stdout.write(
      `The database in ${location} can't be read. All of it was moved to ${movedAside}; stemma document makes the index anew.\n`,
    );
  } else if (collections.length === 0) stdout.write(`Nothing is damaged in ${location}\n`);
  for (const collection of collections) {
    stdout.write(
      `${colors.bold(collection.name)}  ${sourcesOf(collection).join(", ") || "no vector was found"}\n`,
    );
    for (const folder of collection.setAside) stdout.write(`  what was damaged is kept in ${folder}\n`);
    const { withoutVector } = collection;
    if (withoutVector.length === 0) continue;
    stdout.write(
      `  ${colors.red(`${withoutVector.length} records have no vector`)}; their texts are kept:\n`,
    );
    for (const id of withoutVector) stdout.write(`    ${id}\n`);
    stdout.write(
      "  stemma document embeds those of the tree; others come back when they are written again\n",
    );
  }
}

function sourcesOf(collection: CollectionRepair): string[] {
  const { fromLog, fromIndex, fromCache, fromHistory, directionsOnly } = collection;
  const sources: [number, string][] = [
    [fromLog, "from Chroma's log"],
    [fromIndex, "from the damaged index"],
    [fromCache, "from the embedding cache"],
    [fromHistory, "from the history"],
    [directionsOnly, "with length 1, their own is lost"],
  ];
  return sources.filter(([count]) => count > 0).map(([count, where]) => `${count} vectors ${where}`);
}
