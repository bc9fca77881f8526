import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { CallOptions } from "@stemma/core";
import { type Neo4jServer, startNeo4j } from "@stemma/test-cleanup/neo4j";
import { sampleDocumentation, sampleNode, sampleRelation } from "../contract/sample-graph.fixture.js";
import type { GraphStore } from "../graph-store.js";
import { SqliteGraphStore } from "../sqlite/sqlite-graph-store.js";
import { Neo4jGraphStore } from "./neo4j-graph-store.js";
import { Neo4jManager, type RunStatement } from "./neo4j-manager.js";

/** Nodes and relations together are more than one transaction takes. */
const NODES = 6_000;
const id = (index: number): string => `f${String(index).padStart(5, "0")}`;
const ids = Array.from({ length: NODES }, (_, index) => id(index));

const many = (suffix: string) => ids.map((each) => sampleNode(each + suffix, "FILE"));

const firstScan = {
  upsertNodes: ids.map((each) => sampleNode(each, "FILE")),
  upsertRelations: ids.slice(1).map((each) => sampleRelation("CALLS", id(0), each)),
};

/** Every second node changes places with the one after it, every fifth goes, and all that stay are written anew. */
const secondScan = {
  moveNodes: ids.map((fromId, index) => ({ fromId, toId: id(index % 2 === 0 ? index + 1 : index - 1) })),
  deleteNodeIds: ids.filter((_, index) => index % 5 === 3),
  upsertNodes: ids
    .filter((_, index) => index % 5 !== 3)
    .map((each) => sampleNode(each, "FILE", { source: "new" })),
  deleteRelations: ids.slice(2, 1_000).map((each) => sampleRelation("CALLS", id(1), each)),
  upsertRelations: ids
    .slice(1, 1_000)
    .filter((_, index) => index % 5 !== 2)
    .map((each) => sampleRelation("IMPORTS", id(0), each)),
};

/** A manager that lets a number of transactions through; then it does what the test says. */
class InterruptedManager extends Neo4jManager {
  left = Infinity;
  atEnd = (): void => {
    throw new Error("the process ends here");
  };

  override async transaction<T>(
    operationName: string,
    options: CallOptions,
    work: (run: RunStatement) => Promise<T>,
  ): Promise<T> {
    if (this.left-- <= 0) this.atEnd();
    return super.transaction(operationName, options, work);
  }
}

let server: Neo4jServer;
beforeAll(async () => {
  server = await startNeo4j();
}, 180_000);
afterAll(async () => server.stop(), 60_000);

describe("changes that are too large for one transaction", () => {
  let manager: InterruptedManager;
  let store: Neo4jGraphStore;
  const connect = () => new InterruptedManager(server.uri, server.user, server.password);
  beforeEach(async () => {
    manager = connect();
    await manager
      .runQuery("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
      .catch(clear);
    store = await Neo4jGraphStore.open(manager);
  }, 60_000);
  afterEach(async () => store.close());

  async function clear(): Promise<void> {
    const remove = "MATCH (n) WITH n LIMIT 10000 DETACH DELETE n RETURN count(*) AS deleted";
    while ((await manager.runQuery(remove))[0]?.["deleted"] !== 0);
  }

  async function contentsOf(graph: GraphStore): Promise<unknown> {
    const documentation = (await graph.readDocumentation({})).map(({ nodeId, text }) => [nodeId, text]);
    return { nodes: await graph.readNodes({}), relations: await graph.readRelations({}), documentation };
  }

  async function document(graph: GraphStore): Promise<void> {
    const session = await graph.openSession();
    await session.record({ documentation: [1, 2, 3, 8].map((index) => sampleDocumentation(id(index))) });
    await session.close();
  }

  async function countPending(): Promise<unknown> {
    const query = "MATCH (n) WHERE n:PendingChanges OR n:PendingStep RETURN count(n) AS count";
    return (await manager.runQuery(query))[0]?.["count"];
  }

  it("are applied as in one: moves, deletions, nodes, relations", async () => {
    await using inMemory = await SqliteGraphStore.open(":memory:");
    for (const graph of [store, inMemory]) {
      await graph.applyChanges(firstScan);
      await document(graph);
      await graph.applyChanges(secondScan);
    }
    expect(await contentsOf(store)).toEqual(await contentsOf(inMemory));
    expect(await countPending()).toBe(0);
  }, 120_000);

  it.each([
    {
      name: "a relation without an end",
      refused: { upsertRelations: [sampleRelation("CALLS", id(0), id(3))] },
      error: { code: "RELATION_END_MISSING", relation: { toId: id(3) } },
    },
    {
      name: "the id of a node that stays",
      refused: { moveNodes: [{ fromId: id(1), toId: id(7) }], upsertRelations: firstScan.upsertRelations },
      error: { code: "NODE_ID_TAKEN", fromId: id(1), toId: id(7) },
    },
  ])(
    "are refused as a whole for $name",
    async ({ refused, error }) => {
      await store.applyChanges(firstScan);
      const before = await contentsOf(store);
      await expect(store.applyChanges({ ...secondScan, ...refused })).rejects.toMatchObject(error);
      expect(await contentsOf(store)).toEqual(before);
      expect(await countPending()).toBe(0);
    },
    120_000,
  );

  it("change nothing when they are cancelled before they are certain", async () => {
    const controller = new AbortController();
    manager.left = 4;
    manager.atEnd = () => {
      controller.abort("enough");
    };
    const changes = store.applyChanges(firstScan, { signal: controller.signal });
    await expect(changes).rejects.toMatchObject({ code: "CANCELLED" });
    expect(await store.readNodes({})).toEqual([]);
    expect(await countPending()).toBe(0);
  }, 120_000);

  it("are there as a whole or not at all, wherever the process ends", async () => {
    const dying = connect();
    const doomed = await Neo4jGraphStore.open(dying);
    let [before, after] = [0, 0];
    // Two to begin, six to put by, one to make certain, six to do, one to end.
    for (const transactions of [1, 2, 5, 8, 9, 10, 13, 15]) {
      await clear();
      dying.left = transactions;
      await expect(doomed.applyChanges(firstScan)).rejects.toThrow("the process ends here");
      dying.left = Infinity;
      await manager.runQuery("MATCH (p:PendingChanges) SET p.process_started_at = 'of another process'");
      await using next = await Neo4jGraphStore.open(connect());
      const { nodes, relations } = await next.readStatistics();
      const found = [nodes.FILE, relations.CALLS];
      expect([
        [0, 0],
        [NODES, NODES - 1],
      ]).toContainEqual(found);
      if (found[0] === 0) before += 1;
      else after += 1;
      expect(await countPending()).toBe(0);
    }
    await doomed.close();
    // Both kinds of end were met.
    expect(Math.min(before, after)).toBeGreaterThan(1);
  }, 300_000);

  it("wait for one another, and small ones for large ones", async () => {
    await using other = await Neo4jGraphStore.open(connect());
    await Promise.all([
      store.applyChanges(firstScan),
      other.applyChanges({ upsertNodes: [sampleNode("small", "FILE")] }),
      other.applyChanges({ upsertNodes: [...many("b"), ...many("c")] }),
    ]);
    await store.applyChanges({ upsertNodes: [...many("d"), ...many("e")] });
    const names = ["small", id(5), ...["b", "c", "d", "e"].map((letter) => id(5) + letter)];
    expect((await store.readNodes({ ids: names })).map((node) => node.id)).toEqual(names.sort());
    expect(await countPending()).toBe(0);
  }, 120_000);
});
