import { afterAll, afterEach, beforeAll, beforeEach, expect, jest } from "@jest/globals";
import { Neo4jGraphStore, Neo4jManager } from "@stemma/graph-store";
import { type Neo4jServer, startNeo4j } from "@stemma/test-cleanup/neo4j";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import type { GraphScene } from "../testing/graph-scene.fixture.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";

/** An empty database of a real server, and what is true of it after every test. */
export interface Neo4jScene extends GraphScene {
  readonly server: Neo4jServer;
  /** That of {@link GraphScene.graph}, for the test's own statements. */
  readonly manager: Neo4jManager;
  readonly graph: Neo4jGraphStore;
}

/** One server for a test file, started before its first test. After each test nothing of any session may be left. */
export function useNeo4jScene(): () => Neo4jScene {
  let server: Neo4jServer;
  let scene: Neo4jScene;
  const connect = () => new Neo4jManager(server.uri, server.user, server.password, { retryMs: 2_000 });
  beforeAll(async () => {
    server = await startNeo4j();
    await warmUp(connect());
  }, 300_000);
  afterAll(() => server.stop(), 60_000);
  beforeEach(async () => {
    const manager = connect();
    await manager.runQuery("MATCH (n) DETACH DELETE n");
    scene = {
      server,
      manager,
      graph: await Neo4jGraphStore.open(manager),
      connectAgain: () => Neo4jGraphStore.open(connect()),
      location: server.uri,
      environment: { NEO4J_PASSWORD: server.password },
    };
  }, 60_000);
  afterEach(async () => {
    jest.restoreAllMocks();
    await expectNoResidue(scene.manager);
    await scene.graph.close();
  }, 60_000);
  return () => scene;
}

/** A run on the fresh server, which plans and compiles every statement for the first time: half a minute on a busy machine. */
async function warmUp(manager: Neo4jManager): Promise<void> {
  const graph = await Neo4jGraphStore.open(manager);
  await manager.runQuery("CREATE (:FILE {path: 'a'})-[:CONTAINS]->(:FILE {path: 'b'})");
  await new RecursiveDfsProcessor({ graph, llm: new RecordingProvider() }).processNode("a");
  await graph.close();
}

/** The seed's own check, the same on the state nodes, and that no other node has become a bearer of state. */
async function expectNoResidue(manager: Neo4jManager): Promise<void> {
  const byKey = `
    MATCH (n)
    WHERE any(key in keys(n) WHERE key STARTS WITH 'processing_status_')
    RETURN count(n) as count`;
  expect(await manager.runQuery(byKey)).toEqual([{ count: 0 }]);
  const states = "MATCH (n) WHERE n:ProcessingState OR n:ProcessingSession RETURN count(n) AS count";
  expect(await manager.runQuery(states)).toEqual([{ count: 0 }]);
  const onCode = `
    MATCH (n:FOLDER|FILE|CLASS|FUNCTION)
    WHERE any(key IN keys(n) WHERE key CONTAINS 'session' OR key CONTAINS 'status')
    RETURN count(n) AS count`;
  expect(await manager.runQuery(onCode)).toEqual([{ count: 0 }]);
}
