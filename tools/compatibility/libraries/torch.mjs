const [module, jobs] = ["torch", "torch_jobs"];

export default {
  module,
  environment: "torch",
  use: [{ call: { module: jobs, name: "trains" }, expected: true }],
  arrays: [
    {
      call: { module: jobs, name: "doubled", args: [Float32Array.of(1, 2)] },
      expected: Float32Array.of(2, 4),
    },
    { call: { module, name: "tensor", args: [Float32Array.of(1, 2)] }, expected: Float32Array.of(1, 2) },
    { call: { module, name: "as_tensor", args: [Int32Array.of(7)] }, expected: Int32Array.of(7) },
  ],
  block: { module: jobs, name: "multiply" },
};
