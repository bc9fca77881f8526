import { asBytes } from "@stemma/python-context";

const jobs = "httpx_jobs";

export default {
  module: "httpx",
  environment: "general",
  use: [{ call: { module: jobs, name: "echo", args: ["ü"] }, expected: "ü" }],
  arrays: [
    { call: { module: jobs, name: "echo", args: [asBytes(new TextEncoder().encode("ü"))] }, expected: "ü" },
  ],
  block: { module: jobs, name: "wait_for_nothing" },
};
