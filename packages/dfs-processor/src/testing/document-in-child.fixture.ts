import { appendFileSync } from "node:fs";
import { SqliteGraphStore } from "@stemma/graph-store";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import { RecordingProvider, turns } from "./recording-provider.fixture.js";

/** The work of a process that a test kills: documents a graph with a provider that costs and writes down each call. */
async function documentInChild(graphFile: string, callsFile: string, maxWorkers: number): Promise<void> {
  const provider = new RecordingProvider(async ({ node }) => {
    appendFileSync(callsFile, `${node.id}\n`);
    await turns(3);
    return { text: `about ${node.name}`, usage: { inputTokens: 1, outputTokens: 1, costUsd: 0.01 } };
  });
  provider.isFree = false;
  const graph = await SqliteGraphStore.open(graphFile);
  const { counts, metrics } = await new RecursiveDfsProcessor({
    graph,
    llm: provider,
    maxWorkers,
  }).processNode("top");
  await graph.close();
  process.stdout.write(JSON.stringify({ counts, calls: metrics.calls }));
}

const [graphFile = "", callsFile = "", maxWorkers = "4"] = process.argv.slice(3);
void documentInChild(graphFile, callsFile, Number(maxWorkers));
