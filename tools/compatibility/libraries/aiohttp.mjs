const jobs = "aiohttp_jobs";

export default {
  module: "aiohttp",
  environment: "general",
  use: [{ call: { module: jobs, name: "echo", args: ["ü"] }, expected: "ü" }],
  arrays: [{ call: { module: jobs, name: "echo", args: [new TextEncoder().encode("ü")] }, expected: "ü" }],
  block: { module: jobs, name: "wait_for_nothing" },
};
