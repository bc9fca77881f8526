export { Neo4jMissingError } from "./neo4j-missing-error.js";
export { type Neo4jServer, type StartNeo4jOptions, startNeo4j } from "./start-neo4j.js";
