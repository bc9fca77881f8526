export { DoltMissingError } from "./dolt-missing-error.js";
export { findDolt } from "./find-dolt.js";
export { type DoltServer, type StartDoltOptions, startDolt } from "./start-dolt.js";
