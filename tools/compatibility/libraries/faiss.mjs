const jobs = "faiss_jobs";

export default {
  module: "faiss",
  distribution: "faiss-cpu",
  environment: "general",
  use: [
    {
      call: {
        module: jobs,
        name: "nearest",
        args: [
          [1, 0, 0, 1],
          [0.9, 0.1],
        ],
      },
      expected: 0,
    },
  ],
  arrays: [
    {
      call: { module: jobs, name: "nearest", args: [Float32Array.of(1, 0, 0, 1), Float32Array.of(0, 1)] },
      expected: 1,
    },
  ],
  block: { module: jobs, name: "search_much" },
};
