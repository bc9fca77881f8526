const jobs = "pillow_jobs";

export default {
  module: "PIL.Image",
  distribution: "pillow",
  environment: "general",
  use: [{ call: { module: jobs, name: "through_png" }, expected: [255, 0, 0] }],
  arrays: [
    {
      call: { module: jobs, name: "doubled_pixels", args: [Uint8Array.of(1, 2)] },
      expected: Uint8Array.of(1, 1, 2, 2),
    },
  ],
  block: { module: jobs, name: "filter_much" },
};
