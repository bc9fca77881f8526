const jobs = "uvloop_jobs";

export default {
  module: "uvloop",
  environment: "general",
  use: [{ call: { module: jobs, name: "echo", args: ["ü"] }, expected: "ü" }],
  block: { module: jobs, name: "sleep" },
};
