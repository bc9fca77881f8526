/** By which telemetry of this package is known. */
export const LIBRARY_NAME = "@stemma/dfs-processor";
