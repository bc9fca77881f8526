const jobs = "h5py_jobs";

export default {
  module: "h5py",
  environment: "general",
  use: [{ call: { module: jobs, name: "stored", args: [[1, 2]] }, expected: Float64Array.of(1, 2) }],
  arrays: [
    {
      call: { module: jobs, name: "stored", args: [Float64Array.of(1, 2)] },
      expected: Float64Array.of(1, 2),
    },
  ],
  block: { module: jobs, name: "compress_much" },
};
