const jobs = "spacy_jobs";

export default {
  module: "spacy",
  environment: "general",
  use: [
    {
      call: { module: jobs, name: "tokens_of", args: ["Don't stop."] },
      expected: ["Do", "n't", "stop", "."],
    },
  ],
  block: { module: jobs, name: "read_much" },
};
