import { InvalidArgumentError } from "@stemma/core";
import * as z from "zod";
import { words } from "../arguments.js";
import { defineTool } from "../tool.js";

/** Longer ones are refused with what is allowed, not by the schema. */
const LONGEST = 20_000;
const MOST_SENTENCES = 100;

const sentences = z
  .array(z.object({ text: z.string().max(LONGEST), cites: z.array(z.string().max(500)) }))
  .max(MOST_SENTENCES);

/** `submit_documentation`: takes a text that was written. */
export const submitDocumentationTool = defineTool({
  name: "submit_documentation",
  title: "Submit a text",
  description:
    "Takes your text for an item of next_undocumented: as sentences that say what they stand on, or as plain text. It is checked and kept; the next document run puts it into the index.",
  isHeavy: false,
  effects: { isDestructive: false, isIdempotent: true, isOpenWorld: false },
  input: z.looseObject({
    id: words,
    lease: words,
    summary: sentences
      .optional()
      .describe('first paragraph; cites: lines of the source ("3-5"), "docstring", ids of dependsOn'),
    details: sentences.optional().describe("the rest"),
    documentation: z.string().max(LONGEST).optional().describe("in place of both: text without citations"),
    model: z.string().max(100).optional().describe("which model wrote it"),
  }),
  output: { id: "string", summary: "string" },
  async answer({ id, lease, documentation, summary, details, model = "unknown" }, { project, options }) {
    const text = documentation ?? (summary && { summary, details: details ?? [] });
    if (text === undefined)
      throw new InvalidArgumentError("either summary (and details) or documentation must be given");
    const taken = await project.submitDocumentation({ id, lease, text, model }, options);
    const { wasThere, doubtfulNames, unsupported, wasChanged } = taken;
    return {
      data: {
        id,
        summary: taken.summary,
        wasThere: wasThere ? true : undefined,
        doubtfulNames: doubtfulNames.length > 0 ? doubtfulNames : undefined,
        unsupported: unsupported.length > 0 ? unsupported : undefined,
        wasChanged: wasChanged
          ? "secrets, or what speaks to models, were taken out of what is handed on"
          : undefined,
      },
      standing: await project.standing(),
      text: `${id} is documented: ${taken.summary}`,
    };
  },
});
