import { asBytes } from "@stemma/python-context";

const jobs = "pydantic_jobs";

export default {
  module: "pydantic",
  environment: "general",
  use: [
    {
      call: { module: jobs, name: "validated", args: ['{"name": "a", "tags": ["b"]}'] },
      expected: { name: "a", tags: ["b"] },
    },
  ],
  arrays: [
    {
      call: { module: jobs, name: "validated", args: [asBytes(new TextEncoder().encode('{"name": "a"}'))] },
      expected: { name: "a", tags: [] },
    },
  ],
  block: { module: jobs, name: "validate_much" },
};
