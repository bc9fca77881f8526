/** Names of all indexes; each constraint has one of its own name. */
export const SELECT_INDEX_NAMES = "SHOW INDEXES YIELD name";

/**
 * Made on first use, by name; each statement is idempotent. `CODE` is a second label of every node that this store writes: one
 * unique index then serves all look-ups by id.
 */
export const SCHEMA: Readonly<Record<string, string>> = {
  stemma_code_id: "CREATE CONSTRAINT stemma_code_id IF NOT EXISTS FOR (n:CODE) REQUIRE n.id IS UNIQUE",
  stemma_documentation_node:
    "CREATE CONSTRAINT stemma_documentation_node IF NOT EXISTS FOR (d:DOCUMENTATION) REQUIRE d.node_id IS UNIQUE",
  stemma_session:
    "CREATE CONSTRAINT stemma_session IF NOT EXISTS FOR (s:ProcessingSession) REQUIRE s.session_id IS UNIQUE",
  stemma_state:
    "CREATE CONSTRAINT stemma_state IF NOT EXISTS FOR (p:ProcessingState) REQUIRE (p.session_id, p.node_id) IS UNIQUE",
  stemma_llm_call:
    "CREATE CONSTRAINT stemma_llm_call IF NOT EXISTS FOR (c:LlmCall) REQUIRE c.call_key IS UNIQUE",
  stemma_pending_changes:
    "CREATE CONSTRAINT stemma_pending_changes IF NOT EXISTS FOR (p:PendingChanges) REQUIRE p.name IS UNIQUE",
  stemma_pending_step:
    "CREATE INDEX stemma_pending_step IF NOT EXISTS FOR (s:PendingStep) ON (s.change_id, s.sequence)",
  stemma_folder_path: "CREATE INDEX stemma_folder_path IF NOT EXISTS FOR (n:FOLDER) ON (n.path)",
  stemma_file_path: "CREATE INDEX stemma_file_path IF NOT EXISTS FOR (n:FILE) ON (n.path)",
  stemma_class_path: "CREATE INDEX stemma_class_path IF NOT EXISTS FOR (n:CLASS) ON (n.path)",
  stemma_function_path: "CREATE INDEX stemma_function_path IF NOT EXISTS FOR (n:FUNCTION) ON (n.path)",
  stemma_text_path: "CREATE INDEX stemma_text_path IF NOT EXISTS FOR (n:TEXT) ON (n.path)",
};
