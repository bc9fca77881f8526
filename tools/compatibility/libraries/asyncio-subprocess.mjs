const jobs = "asyncio_subprocess_jobs";

export default {
  module: "asyncio.subprocess",
  environment: "general",
  use: [
    { call: { module: jobs, name: "output_of", args: ["echo", "ü"] }, expected: "ü" },
    { call: { module: jobs, name: "code_of", args: ["sh", "-c", "echo printed && exit 5"] }, expected: 5 },
    { call: { module: "subprocess", name: "call", args: [["echo", "printed"]] }, expected: 0 },
    { call: { module: "os", name: "system", args: ["echo printed"] }, expected: 0 },
  ],
  arrays: [
    {
      call: { module: jobs, name: "through_cat", args: [Uint8Array.of(1, 2)] },
      expected: Uint8Array.of(1, 2),
    },
  ],
  block: { module: jobs, name: "wait_long" },
};
