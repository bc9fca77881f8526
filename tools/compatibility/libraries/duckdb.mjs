const [module, jobs] = ["duckdb", "duckdb_jobs"];

export default {
  module,
  environment: "general",
  use: [
    {
      call: { module: jobs, name: "total", args: ["SELECT sum(i)::BIGINT FROM range(10) t(i)"] },
      expected: 45,
    },
  ],
  arrays: [
    {
      call: { module: jobs, name: "doubled", args: [Float64Array.of(1, 2)] },
      expected: Float64Array.of(2, 4),
    },
  ],
  block: {
    module: jobs,
    name: "total",
    args: ["SELECT count(*) FROM range(25000) a(i), range(25000) b(j) WHERE (i * j) % 7 = 3"],
  },
};
