const jobs = "lxml_jobs";

export default {
  module: "lxml.etree",
  distribution: "lxml",
  environment: "general",
  use: [
    { call: { module: jobs, name: "titles", args: ["<a><b t='1'/><b t='ü'/></a>"] }, expected: ["1", "ü"] },
  ],
  arrays: [
    {
      call: { module: jobs, name: "titles", args: [new TextEncoder().encode("<a><b t='1'/></a>")] },
      expected: ["1"],
    },
  ],
  block: { module: jobs, name: "compare_all" },
};
