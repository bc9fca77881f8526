const jobs = "scipy_jobs";

export default {
  module: "scipy.optimize",
  environment: "general",
  use: [
    { call: { module: jobs, name: "minimum" }, expected: 2 },
    { call: { module: jobs, name: "minimum", args: [() => undefined] }, expected: 2 },
  ],
  arrays: [
    {
      call: {
        module: "scipy.signal",
        name: "convolve",
        args: [Float64Array.of(1, 2), Float64Array.of(1, 1)],
      },
      expected: Float64Array.of(1, 3, 2),
    },
  ],
  block: { module: jobs, name: "measure_distances" },
};
