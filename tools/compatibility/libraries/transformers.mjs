import { userInfo } from "node:os";

const jobs = "transformers_jobs";

export default {
  module: "transformers.models.bert.modeling_bert",
  environment: "torch",
  // torch's cache of compiled code, which outlives the process under plain Python, too.
  keeps: [`torchinductor_${userInfo().username}`],
  use: [{ call: { module: jobs, name: "shape_of_states" }, expected: [1, 3, 32] }],
  arrays: [{ call: { module: jobs, name: "length_of", args: [Int32Array.of(1, 2, 3)] }, expected: 3 }],
  block: { module: jobs, name: "read_much" },
};
