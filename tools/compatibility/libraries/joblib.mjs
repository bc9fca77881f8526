const jobs = "joblib_jobs";

export default {
  module: "joblib",
  environment: "general",
  use: [{ call: { module: jobs, name: "roots", args: [[1, 4, 9]] }, expected: [1, 2, 3] }],
  arrays: [
    { call: { module: jobs, name: "sums", args: [Float64Array.of(1, 2)] }, expected: [500_000, 1_000_000] },
  ],
  block: { module: jobs, name: "sleep" },
};
