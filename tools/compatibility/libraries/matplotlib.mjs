import { asNumpy } from "@stemma/python-context";

const jobs = "matplotlib_jobs";

export default {
  module: "matplotlib.pyplot",
  environment: "general",
  use: [{ call: { module: jobs, name: "draws", args: [[1, 2, 3]] }, expected: true }],
  arrays: [
    { call: { module: jobs, name: "draws", args: [asNumpy(Float64Array.of(1, 2, 3))] }, expected: true },
  ],
  block: { module: jobs, name: "draw_much" },
};
