import { once } from "node:events";
import { StemmaError } from "@stemma/core";
import { type GraphStore, Neo4jGraphStore, Neo4jManager, SqliteGraphStore } from "@stemma/graph-store";
import type { CompletionRequest, LlmProvider } from "@stemma/llm";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";

/** Asks the service of the process that will kill this one. */
function serviceProvider(url: string): LlmProvider {
  return {
    name: "service",
    model: "scripted",
    promptVersion: "1",
    async getCompletion(request: CompletionRequest, options) {
      const signal = options?.signal ?? null;
      const response = await fetch(url, { method: "POST", body: JSON.stringify(request), signal });
      const usage = { inputTokens: 1, outputTokens: 1, costUsd: 0.01 };
      return { text: await response.text(), usage };
    },
  };
}

/** As {@link serviceProvider}, for up to so many nodes by one call; the service answers with a text for each. */
function togetherProvider(url: string, most: number): LlmProvider {
  return {
    name: "service",
    model: "scripted",
    promptVersion: "1",
    together: { isProven: true, fits: ({ length }) => length <= most },
    async getCompletion({ node, companions = [] }: CompletionRequest, options) {
      const signal = options?.signal ?? null;
      const ids = [node.id, ...companions.map((each) => each.node.id)];
      const response = await fetch(url, { method: "POST", body: JSON.stringify(ids), signal });
      const [text = "", ...others] = (await response.json()) as string[];
      const usage = { inputTokens: ids.length, outputTokens: 1, costUsd: 0.01 };
      return { text, companions: others.map((other) => ({ text: other })), usage };
    },
  };
}

function openGraph(location: string): Promise<GraphStore> {
  if (!location.startsWith("bolt:")) return SqliteGraphStore.open(location);
  return Neo4jGraphStore.open(new Neo4jManager(location, "neo4j", process.env["NEO4J_PASSWORD"] ?? ""));
}

/** The work of a process that a test kills: says that it has loaded, waits for a word, documents `top`, and tells. */
async function documentInChild(location: string, serviceUrl: string, maxWorkers: number): Promise<void> {
  const graph = await openGraph(location);
  process.stdout.write("ready\n");
  await once(process.stdin, "data");
  process.stdin.destroy();
  const together = Number(process.env["NODES_PER_CALL"] ?? 1);
  const llm = together > 1 ? togetherProvider(serviceUrl, together) : serviceProvider(serviceUrl);
  const processor = new RecursiveDfsProcessor({
    graph,
    llm,
    maxWorkers,
    leaseMs: Number(process.env["LEASE_MS"] ?? 60_000),
  });
  try {
    const { counts, metrics } = await processor.processNode("top");
    process.stdout.write(`${JSON.stringify({ counts, calls: metrics.calls })}\n`);
  } catch (error) {
    process.exitCode = 1;
    process.stdout.write(`${StemmaError.isInstance(error) ? error.code : String(error)}\n`);
  } finally {
    await graph.close();
  }
}

const [location = "", serviceUrl = "", maxWorkers = ""] = process.argv.slice(3);
void documentInChild(location, serviceUrl, Number(maxWorkers));
