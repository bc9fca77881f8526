import { parseArgs } from "node:util";

const adapters = ["doltlite", "dolt"];

/** What the command line asks for; a wrong word ends the program with the usage. */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string", default: "1000,10000" },
      adapter: { type: "string", default: "doltlite" },
      "stage-minutes": { type: "string", default: "20" },
      changed: { type: "string", default: "100" },
      filled: { type: "string" },
    },
  });
  const sizes = values.sizes.split(",").map(Number);
  const stageTimeoutMs = Number(values["stage-minutes"]) * 60_000;
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new Error("--sizes takes whole numbers, with commas between");
  }
  if (!adapters.includes(values.adapter)) throw new Error(`--adapter takes ${adapters.join(" or ")}`);
  if (!(stageTimeoutMs > 0)) throw new Error("--stage-minutes takes a number of minutes");
  const changed = Number(values.changed);
  // The sides of a merge change different documents.
  if (!Number.isInteger(changed) || changed < 1 || sizes.some((size) => size < 2 * changed)) {
    throw new Error("--changed takes a whole number, at most half of each size");
  }
  if (values.filled !== undefined && sizes.length > 1) throw new Error("--filled takes one size");
  return { sizes, changed, adapter: values.adapter, filled: values.filled, stageTimeoutMs };
}
