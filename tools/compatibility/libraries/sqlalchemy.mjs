const jobs = "sqlalchemy_jobs";

export default {
  module: "sqlalchemy.orm",
  distribution: "sqlalchemy",
  environment: "general",
  use: [{ call: { module: jobs, name: "names" }, expected: ["a", "ü"] }],
  arrays: [
    {
      call: { module: jobs, name: "stored_bytes", args: [Uint8Array.of(1, 2)] },
      expected: Uint8Array.of(1, 2),
    },
  ],
  block: { module: jobs, name: "count_far" },
};
