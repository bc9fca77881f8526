import { asBytes } from "@stemma/python-context";

const jobs = "grpcio_jobs";

export default {
  module: "grpc",
  distribution: "grpcio",
  environment: "general",
  use: [{ call: { module: jobs, name: "echo", args: ["ü"] }, expected: "ü" }],
  arrays: [
    {
      call: { module: jobs, name: "echo_bytes", args: [asBytes(Uint8Array.of(1, 2))] },
      expected: Uint8Array.of(1, 2),
    },
  ],
  block: { module: jobs, name: "wait_for_nothing" },
};
