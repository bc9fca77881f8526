import { asNumpy } from "@stemma/python-context";

const [module, jobs] = ["cv2", "opencv_jobs"];

export default {
  module,
  distribution: "opencv-python-headless",
  environment: "general",
  use: [{ call: { module: jobs, name: "edges_of_square" }, expected: true }],
  arrays: [
    {
      call: { module, name: "bitwise_not", args: [asNumpy(Uint8Array.of(0, 255))] },
      expected: Uint8Array.of(255, 0),
    },
    {
      call: { module: jobs, name: "inverted", args: [Uint8Array.of(0, 255)] },
      expected: Uint8Array.of(255, 0),
    },
  ],
  block: { module: jobs, name: "filter_much" },
};
