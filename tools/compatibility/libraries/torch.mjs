import { userInfo } from "node:os";
import { asNumpy } from "@stemma/python-context";

const [module, jobs] = ["torch", "torch_jobs"];

export default {
  module,
  environment: "torch",
  // Its cache of compiled code, which outlives the process under plain Python, too.
  keeps: [`torchinductor_${userInfo().username}`],
  use: [{ call: { module: jobs, name: "trains" }, expected: true }],
  arrays: [
    {
      call: { module: jobs, name: "doubled", args: [Float32Array.of(1, 2)] },
      expected: Float32Array.of(2, 4),
    },
    { call: { module, name: "tensor", args: [Float32Array.of(1, 2)] }, expected: Float32Array.of(1, 2) },
    { call: { module, name: "as_tensor", args: [asNumpy(Int32Array.of(7))] }, expected: Int32Array.of(7) },
  ],
  block: { module: jobs, name: "multiply" },
};
