import type { RelationType } from "../../model/code-node.js";

/** Gives nodes another id, and their documentation with them. By `CODE(id)`, `DOCUMENTATION(node_id)`. */
export const CHANGE_NODE_IDS = `
UNWIND $rows AS row
MATCH (n:CODE {id: row.old_id})
OPTIONAL MATCH (d:DOCUMENTATION {node_id: row.old_id})
SET n.id = row.new_id, d.node_id = row.new_id`;

/** The first move of `$rows` whose node is on its way and whose new id a node has; by `CODE(id)`. */
export const FIND_TAKEN_ID = `
UNWIND $rows AS row
MATCH (:CODE {id: row.old_id})
MATCH (:CODE {id: row.new_id})
RETURN row.from_id AS from_id, row.new_id AS to_id ORDER BY to_id LIMIT 1`;

/** Those of `$ids` that nodes have; by `CODE(id)`. */
export const SELECT_EXISTING_IDS = "MATCH (n:CODE) WHERE n.id IN $ids RETURN n.id AS id";

/** Documentation shows where its node is, for people who browse; by `CODE(id)`. */
export const COPY_PATHS_TO_DOCUMENTATION = `
MATCH (n:CODE)<-[:DESCRIBES]-(d:DOCUMENTATION) WHERE n.id IN $rows
SET d.path = n.path`;

/** Deletes nodes by ids with their documentation and relations; by `CODE(id)`. */
export const DELETE_NODES = `
MATCH (n:CODE) WHERE n.id IN $rows
OPTIONAL MATCH (d:DOCUMENTATION)-[:DESCRIBES]->(n)
DETACH DELETE d, n`;

/** Writes nodes, replacing label and properties and keeping relations; by `CODE(id)`. */
export const UPSERT_NODES = `
UNWIND $rows AS row
MERGE (n:CODE {id: row.id})
REMOVE n:FOLDER:FILE:CLASS:FUNCTION:TEXT
SET n:$(row.label), n = row.properties`;

/** Deletes relations of one type given by their ends; by `CODE(id)`. */
export const DELETE_RELATIONS = relationQueries(
  (type) => `
UNWIND $rows AS row
MATCH (:CODE {id: row.from_id})-[r:${type}]->(:CODE {id: row.to_id})
DELETE r`,
);

/** Writes relations of one type; gives how many had both ends. By `CODE(id)`. */
export const UPSERT_RELATIONS = relationQueries(
  (type) => `
UNWIND $rows AS row
MATCH (source:CODE {id: row.from_id})
MATCH (target:CODE {id: row.to_id})
MERGE (source)-[r:${type}]->(target)
SET r.confidence = row.confidence, r.lines = row.lines
RETURN count(*) AS written`,
);

/** The first relation of `$rows` that lacks an end. */
export const FIND_MISSING_END = `
UNWIND $rows AS row
WITH row
WHERE NOT EXISTS { (:CODE {id: row.from_id}) } OR NOT EXISTS { (:CODE {id: row.to_id}) }
RETURN row.from_id AS from_id, row.to_id AS to_id, row.confidence AS confidence LIMIT 1`;

/** One constant text for each type, since a type as parameter would hide the plan from the planner. */
function relationQueries(text: (type: RelationType) => string): Readonly<Record<RelationType, string>> {
  return {
    CONTAINS: text("CONTAINS"),
    CLASS_DEFINITION: text("CLASS_DEFINITION"),
    FUNCTION_DEFINITION: text("FUNCTION_DEFINITION"),
    TEXT_DEFINITION: text("TEXT_DEFINITION"),
    CALLS: text("CALLS"),
    IMPORTS: text("IMPORTS"),
    INHERITS: text("INHERITS"),
    MENTIONS: text("MENTIONS"),
  };
}
