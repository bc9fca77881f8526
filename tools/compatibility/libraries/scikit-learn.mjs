const jobs = "sklearn_jobs";

export default {
  module: "sklearn.model_selection",
  environment: "general",
  use: [{ call: { module: jobs, name: "search_with_two_jobs" }, expected: true }],
  arrays: [
    {
      call: { module: jobs, name: "clusters", args: [Float64Array.of(0, 0.1, 9, 9.1)] },
      expected: Int32Array.of(0, 0, 1, 1),
    },
  ],
  block: { module: jobs, name: "fit_vectors" },
};
