// A real Neo4j, and the same work by the plainest Cypher.
import { Neo4jGraphStore, Neo4jManager } from "@stemma/graph-store";
import { startNeo4j } from "@stemma/test-cleanup/neo4j";

/** Rows of one UNWIND, the fastest number found. */
const BATCH = 1_000;
/** Statements at a time of the straightforward form; more gain nothing on few cores. */
const AT_ONCE = 10;

const CREATE_STATES = `
UNWIND $rows AS row CREATE (:ProcessingState {session_id: 'raw', node_id: row.node_id, status: 'pending'})`;
const COMPLETE_STATES = `
UNWIND $rows AS row MATCH (p:ProcessingState {session_id: 'raw', node_id: row.node_id}) SET p.status = 'completed'`;
const CREATE_DOCUMENTATION = `
UNWIND $rows AS row MATCH (n:CODE {id: row.node_id}) CREATE (d:DOCUMENTATION)-[:DESCRIBES]->(n) SET d = row`;
const DELETE_STATES = `
MATCH (p:ProcessingState {session_id: 'raw'}) WITH p LIMIT 20000 DELETE p RETURN count(*) AS deleted`;

export async function openNeo4jPlace() {
  const server = await startNeo4j({ timeoutMs: 300_000 });
  const connect = () => new Neo4jManager(server.uri, server.user, server.password);
  const own = connect();
  /** @returns {Promise<Record<string, any>[]>} */
  const run = (query, parameters = {}) => own.runQuery(query, parameters, { timeoutMs: 600_000 });
  return {
    name: "Neo4j",
    /** Two hundred calls a worker would take minutes. */
    busyNodes: 20_000,
    /** More take minutes. */
    straightforwardNodes: 5_000,
    openEmpty: async () => {
      const remove = "MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(*) AS deleted";
      while ((await run(remove))[0].deleted > 0);
      return Neo4jGraphStore.open(connect());
    },
    connectAgain: () => Neo4jGraphStore.open(connect()),
    forgetDocumentation: async () => {
      const forget = "MATCH (d:DOCUMENTATION) WITH d LIMIT 20000 DETACH DELETE d RETURN count(*) AS deleted";
      while ((await run(forget))[0].deleted > 0);
    },
    rawWrites: (documentation) => writeRows(run, documentation),
    straightforward: (root, describe) => documentStraightforwardly(run, describe),
    close: async () => {
      await own.close();
      await server.stop();
    },
  };
}

/** All nodes and relations that a run writes, and removes again. */
async function writeRows(run, documentation) {
  const rows = documentation.map((entry) => ({
    node_id: entry.nodeId,
    text: entry.text,
    summary: entry.summary,
    text_hash: entry.textHash,
    summary_hash: entry.summaryHash,
    node_key: entry.nodeKey,
    provider: entry.provider,
    model: entry.model,
    is_partial: entry.isPartial,
    created_at_ms: entry.createdAtMs,
  }));
  const inBatches = async (query, all) => {
    for (let start = 0; start < all.length; start += BATCH) {
      await run(query, { rows: all.slice(start, start + BATCH) });
    }
  };
  const ids = rows.map(({ node_id }) => ({ node_id }));
  await inBatches(CREATE_STATES, ids);
  await inBatches(CREATE_DOCUMENTATION, rows);
  await inBatches(COMPLETE_STATES, ids);
  while ((await run(DELETE_STATES))[0].deleted > 0);
}

/** The seed's own form: a status property for each session on the nodes, a query for what is ready in each round, a statement for each step. */
async function documentStraightforwardly(run, describe) {
  const status = "processing_status_0123456789abcdef";
  await run(`MATCH (n:CODE) SET n.${status} = 'pending'`);
  const selectReady = `
    MATCH (n:CODE) WHERE n.${status} = 'pending'
      AND NOT EXISTS { MATCH (n)-[:CONTAINS]->(child:CODE) WHERE child.${status} <> 'completed' }
    RETURN n.id AS id LIMIT 100`;
  const begin = `
    MATCH (n:CODE {id: $id}) SET n.${status} = 'in_progress' WITH n
    OPTIONAL MATCH (n)-[:CONTAINS]->()<-[:DESCRIBES]-(d:DOCUMENTATION)
    RETURN properties(n) AS node, collect(d.summary) AS children`;
  const finish = `
    MATCH (n:CODE {id: $id}) SET n.${status} = 'completed'
    CREATE (:DOCUMENTATION {node_id: $id, text: $text, summary: $summary})-[:DESCRIBES]->(n)`;
  for (let ready = await run(selectReady); ready.length > 0; ready = await run(selectReady)) {
    const waiting = ready.map((row) => row.id);
    const worker = async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const [row] = await run(begin, { id });
        const { text, summary } = await describe(row);
        await run(finish, { id, text, summary });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  await run(`MATCH (n:CODE) REMOVE n.${status}`);
  const [row] = await run("MATCH (d:DOCUMENTATION) RETURN count(d) AS count");
  return row.count;
}
