import { GraphStoreError } from "./graph-store-error.js";

/** The graph was written by a newer version, code `"GRAPH_TOO_NEW"`. Nothing was changed in it. */
export class GraphVersionError extends GraphStoreError {
  readonly foundVersion: number;
  readonly supportedVersion: number;

  constructor(location: string, foundVersion: number, supportedVersion: number) {
    super(
      `The graph in ${location} has schema version ${foundVersion}; this program knows versions up to ${supportedVersion}`,
      { code: "GRAPH_TOO_NEW", advice: "Update this program, or keep its graph in another place." },
    );
    this.foundVersion = foundVersion;
    this.supportedVersion = supportedVersion;
  }
}
