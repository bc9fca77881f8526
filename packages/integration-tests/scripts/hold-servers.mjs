// Starts the servers that its arguments name, says where they are, and waits to be killed.
//
//   node hold-servers.mjs <dolt | neo4j | chroma> <directory of Chroma's data> <chroma program>
import { startChromaServer } from "@stemma/test-cleanup";
import { startDolt } from "@stemma/test-cleanup/dolt";
import { startNeo4j } from "@stemma/test-cleanup/neo4j";

const [kind, dataDirectory, command] = process.argv.slice(2);
const start = {
  dolt: async () => (await startDolt()).port,
  neo4j: async () => new URL((await startNeo4j()).uri).port,
  chroma: async () => new URL((await startChromaServer({ command, dataDirectory })).url).port,
};
console.log(`port ${await start[kind]()}`);
// A server alone does not keep this process alive.
setInterval(() => undefined, 60_000);
