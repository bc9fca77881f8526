const jobs = "numba_jobs";

export default {
  module: "numba",
  environment: "general",
  use: [{ call: { module: jobs, name: "sum_of_squares", args: [1_000] }, expected: 332_833_500 }],
  arrays: [
    {
      call: { module: jobs, name: "doubled", args: [Float64Array.of(1, 2)] },
      expected: Float64Array.of(2, 4),
    },
  ],
  block: { module: jobs, name: "sum_of_squares", args: [20_000_000_000] },
};
