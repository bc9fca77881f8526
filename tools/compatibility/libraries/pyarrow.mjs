const [module, jobs] = ["pyarrow", "pyarrow_jobs"];

export default {
  module,
  environment: "general",
  use: [
    { call: { module: jobs, name: "through_parquet" }, expected: { name: ["a", "b"], value: [1, null] } },
  ],
  arrays: [
    { call: { module: jobs, name: "doubled", args: [Int32Array.of(1, 2)] }, expected: Int32Array.of(2, 4) },
    { call: { module: jobs, name: "bytes_of", args: [Uint8Array.of(1, 2)] }, expected: Uint8Array.of(1, 2) },
  ],
  block: { module: jobs, name: "sort_numbers" },
};
