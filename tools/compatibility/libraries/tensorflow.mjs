const jobs = "tensorflow_jobs";

export default {
  module: "tensorflow",
  distribution: "tensorflow-cpu",
  environment: "tensorflow",
  use: [{ call: { module: jobs, name: "gradient" }, expected: 6 }],
  arrays: [
    {
      call: { module: jobs, name: "doubled", args: [Float32Array.of(1, 2)] },
      expected: Float32Array.of(2, 4),
    },
  ],
  block: { module: jobs, name: "multiply" },
};
