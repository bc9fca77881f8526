const [module, jobs] = ["numpy", "numpy_jobs"];

export default {
  module,
  environment: "general",
  use: [
    {
      call: {
        module: "numpy.linalg",
        name: "det",
        args: [
          [
            [2, 0],
            [0, 3],
          ],
        ],
      },
      expected: 6,
    },
  ],
  arrays: [
    {
      call: { module, name: "multiply", args: [Float64Array.of(1, 2, 3), 2] },
      expected: Float64Array.of(2, 4, 6),
    },
    { call: { module, name: "sort", args: [Int32Array.of(3, 1)] }, expected: Int32Array.of(1, 3) },
    { call: { module, name: "array", args: [["a"]] }, expected: ["a"] },
  ],
  block: { module: jobs, name: "eigenvalues" },
};
