const jobs = "multiprocessing_jobs";

/** The cases of one way to start processes. */
export function multiprocessing(method) {
  return {
    module: "concurrent.futures.process",
    environment: "general",
    use: [
      { call: { module: jobs, name: "roots", args: [method, [1, 4, 9]] }, expected: [1, 2, 3] },
      { call: { module: jobs, name: "through_queue", args: [method, "ü"] }, expected: "ü" },
      { call: { module: jobs, name: "exit_code", args: [method] }, expected: 5 },
      { call: { module: jobs, name: "keep_idle_executor", args: [method] }, expected: 2 },
    ],
    arrays: [
      {
        call: { module: jobs, name: "doubled_in_shared_memory", args: [method, Float64Array.of(1, 2)] },
        expected: Float64Array.of(2, 4),
      },
    ],
    block: { module: jobs, name: "sleep", args: [method] },
  };
}
