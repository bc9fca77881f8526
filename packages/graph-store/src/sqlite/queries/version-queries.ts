/** A number that changes with each commit of another connection; begins the transaction's moment, as every reading does. */
export const SELECT_DATA_VERSION = "PRAGMA data_version";

/** How many rows this connection has changed since it was opened, undone ones too. */
export const SELECT_OWN_CHANGES = "SELECT total_changes() AS changes";
