export { Cassette, type CassetteOptions } from "./cassette.js";
export type { Recording } from "./recording.js";
