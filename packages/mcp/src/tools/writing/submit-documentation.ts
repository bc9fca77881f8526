import * as z from "zod";
import { words } from "../arguments.js";
import { defineTool } from "../tool.js";

/** Longer ones are refused with what is allowed, not by the schema. */
const LONGEST = 20_000;

/** `submit_documentation`: takes a text that was written. */
export const submitDocumentationTool = defineTool({
  name: "submit_documentation",
  title: "Submit a text",
  description:
    "Takes your text for an item of next_undocumented. It is checked and kept; the next document run puts it into the index.",
  isHeavy: false,
  effects: { isDestructive: false, isIdempotent: true, isOpenWorld: false },
  input: z.looseObject({
    id: words,
    lease: words,
    documentation: z.string().max(LONGEST),
    model: z.string().max(100).optional().describe("which model wrote it"),
  }),
  output: { id: "string", summary: "string" },
  async answer({ id, lease, documentation: text, model = "unknown" }, { project, options }) {
    const taken = await project.submitDocumentation({ id, lease, text, model }, options);
    const { summary, wasThere, doubtfulNames, wasChanged } = taken;
    return {
      data: {
        id,
        summary,
        wasThere: wasThere ? true : undefined,
        doubtfulNames: doubtfulNames.length > 0 ? doubtfulNames : undefined,
        wasChanged: wasChanged
          ? "secrets, or what speaks to models, were taken out of what is handed on"
          : undefined,
      },
      standing: await project.standing(),
      text: `${id} is documented: ${summary}`,
    };
  },
});
