import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type Neo4jServer, startNeo4j } from "@stemma/test-cleanup/neo4j";
import { describeGraphStoreContract } from "../contract/describe-graph-store-contract.fixture.js";
import { sampleDocumentation } from "../contract/sample-graph.fixture.js";
import { Neo4jGraphStore } from "./neo4j-graph-store.js";
import { Neo4jManager } from "./neo4j-manager.js";

let server: Neo4jServer;
let manager: Neo4jManager;
beforeAll(async () => {
  server = await startNeo4j();
}, 180_000);
afterAll(async () => server.stop(), 60_000);

const connect = () => new Neo4jManager(server.uri, server.user, server.password);
const openEmpty = async () => {
  manager = connect();
  await manager.runQuery("MATCH (n) DETACH DELETE n");
  return Neo4jGraphStore.open(manager);
};

describeGraphStoreContract("Neo4jGraphStore", openEmpty);

describe("Neo4jGraphStore", () => {
  let store: Neo4jGraphStore;
  beforeEach(async () => {
    store = await openEmpty();
  });
  afterEach(() => store.close());

  it("reads a graph that nobody made for it: a label and a path, nothing else", async () => {
    await manager.runQuery("CREATE (:FILE {path: '/a/root.py'})-[:CONTAINS]->(:FILE {path: '/a/child.py'})");
    const [root] = await store.readNodes({ paths: ["/a/root.py"] });
    expect(root).toMatchObject({
      label: "FILE",
      name: "root.py",
      source: "",
      sourceHash: "",
      language: null,
    });
    const subtree = await store.readSubtree([root?.id ?? ""], "descendants");
    expect(subtree.nodes.map((node) => node.name).sort()).toEqual(["child.py", "root.py"]);
    const session = await store.openSession();
    await session.record({ documentation: [sampleDocumentation(root?.id ?? "")] });
    await session.close();
    expect(await manager.runQuery("MATCH (d:DOCUMENTATION)-[:DESCRIBES]->(n) RETURN n.path AS path")).toEqual(
      [{ path: "/a/root.py" }],
    );
  });

  it("reads thirty diamonds in a row without walking every path through them", async () => {
    await manager.runQuery(`
      UNWIND range(0, 29) AS level
      MERGE (a:FILE {path: 'top' + level}) MERGE (d:FILE {path: 'top' + (level + 1)})
      CREATE (b:FILE {path: 'left' + level}), (c:FILE {path: 'right' + level})
      CREATE (a)-[:CONTAINS]->(b), (a)-[:CONTAINS]->(c), (b)-[:CONTAINS]->(d), (c)-[:CONTAINS]->(d)`);
    const [root] = await store.readNodes({ paths: ["top0"] });
    const subtree = await store.readSubtree([root?.id ?? ""], "descendants", { timeoutMs: 20_000 });
    expect(subtree.nodes).toHaveLength(91);
    expect(subtree.edges).toHaveLength(120);
  });

  it("gives each relation once, however often it was written, and one from a node to itself", async () => {
    await manager.runQuery(`
      CREATE (f:FUNCTION {path: 'f'}), (g:FUNCTION {path: 'g'}), (user:FUNCTION {path: 'user'})
      CREATE (f)-[:CALLS]->(f), (f)-[:CALLS]->(g), (f)-[:CALLS]->(g), (user)-[:CALLS]->(f), (user)-[:CALLS]->(f)`);
    const [root] = await store.readNodes({ paths: ["f"] });
    const { nodes, edges } = await store.readSubtree([root?.id ?? ""], "descendants");
    const pathOf = (position: number) => nodes[position]?.path ?? "";
    expect(edges.map(({ from, type, to }) => `${pathOf(from)} ${type} ${pathOf(to)}`).sort()).toEqual([
      "f CALLS f",
      "f CALLS g",
      "user CALLS f",
    ]);
    expect((await store.readSubtree([], "all")).edges).toHaveLength(3);
  });

  it("adds no property key for a session", async () => {
    await manager.runQuery("CREATE (:FILE {path: 'a'})");
    const countKeys = async () =>
      (await manager.runQuery("CALL db.propertyKeys() YIELD propertyKey RETURN count(*) AS count"))[0]?.[
        "count"
      ];
    const runSession = async () => {
      const session = await store.openSession();
      await session.record({ states: [{ status: "pending", nodeIds: ["a"] }] });
      await session.close();
    };
    await runSession();
    const before = await countKeys();
    for (let session = 0; session < 5; session++) await runSession();
    expect(await countKeys()).toBe(before);
  });

  it("says that the server can't be reached, or that it refuses the user", async () => {
    const nowhere = new Neo4jManager("bolt://127.0.0.1:1", "neo4j", "x", { retryMs: 100 });
    await expect(nowhere.runQuery("RETURN 1", {}, { timeoutMs: 60_000 })).rejects.toMatchObject({
      code: "GRAPH_UNREACHABLE",
    });
    await nowhere.close();
    const stranger = new Neo4jManager(server.uri, "neo4j", "wrong");
    await expect(stranger.runQuery("RETURN 1")).rejects.toMatchObject({ code: "GRAPH_ACCESS_DENIED" });
    await stranger.close();
  }, 60_000);
});
