const jobs = "sympy_jobs";

export default {
  module: "sympy",
  environment: "general",
  use: [{ call: { module: jobs, name: "integral", args: ["x**2"] }, expected: "x**3/3" }],
  block: { module: jobs, name: "digits_of_pi" },
};
