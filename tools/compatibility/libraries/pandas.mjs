const [module, jobs] = ["pandas", "pandas_jobs"];

export default {
  module,
  environment: "general",
  use: [{ call: { module: jobs, name: "mean_by_group" }, expected: { a: 2, b: 5 } }],
  arrays: [
    { call: { module: jobs, name: "rows_of_series", args: [Float64Array.of(1, 2, 3)] }, expected: 3 },
    { call: { module, name: "Series", args: [Float64Array.of(1, 2)] }, expected: Float64Array.of(1, 2) },
  ],
  block: { module: jobs, name: "sort_texts" },
};
