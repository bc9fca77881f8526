import { asNumpy } from "@stemma/python-context";

const [module, jobs] = ["polars", "polars_jobs"];

export default {
  module,
  environment: "general",
  use: [
    {
      call: { module: jobs, name: "mean_by_group" },
      expected: [
        { group: "a", value: 2 },
        { group: "b", value: 5 },
      ],
    },
  ],
  arrays: [
    {
      call: { module: jobs, name: "doubled", args: [Float64Array.of(1, 2)] },
      expected: Float64Array.of(2, 4),
    },
    {
      call: { module, name: "Series", args: ["x", asNumpy(Int32Array.of(1, 2))] },
      expected: Int32Array.of(1, 2),
    },
  ],
  block: { module: jobs, name: "sort_texts" },
};
