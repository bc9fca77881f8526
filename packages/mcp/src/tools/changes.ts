import * as z from "zod";
import { ANSWER_TOKENS } from "../answer/budget.js";
import { fitItems } from "../answer/fit-items.js";
import { movedSince, readCursor, writeCursor } from "../answer/page-cursor.js";
import { common, words } from "./arguments.js";
import { shortChange } from "./short-change.js";
import { defineTool } from "./tool.js";

/** `changes`: what differs in meaning. */
export const changesTool = defineTool({
  name: "changes",
  title: "What changed",
  description:
    "What changed in the documented meaning, by symbol, between two refs of the index; from alone: to where the index stands; neither: what is not committed. Texts show [-removed-] and {+added+} words.",
  isHeavy: true,
  input: z.looseObject({
    from: words.optional(),
    to: words.optional(),
    path: words.optional().describe("only this file or folder"),
    cursor: common.cursor,
  }),
  output: { changes: "array" },
  async answer(given, { project, options, lenient }) {
    const { from, to, path } = given;
    if (from === undefined && to !== undefined) lenient.ignore("to", to, "given only together with from");
    const place = readCursor(given, given.cursor);
    const { files } = await project.changes(from, from === undefined ? undefined : to, options);
    const standing = await project.standing();
    const symbols = files
      .filter(
        (file) =>
          path === undefined || path === "." || file.path === path || file.path.startsWith(`${path}/`),
      )
      .flatMap((file) => file.symbols);
    const { items: changes, left } = fitItems(symbols.slice(place.offset).map(shortChange), ANSWER_TOKENS);
    const next = { offset: place.offset + changes.length, commit: standing.commit };
    return {
      data: {
        changes,
        total: symbols.length,
        nextCursor: left > 0 ? writeCursor(given, next) : undefined,
      },
      standing,
      omitted: [
        ...(left > 0 ? [`${left} more changes: ask on with nextCursor`] : []),
        ...movedSince(place, standing.commit),
      ],
      text:
        changes.length === 0
          ? "Nothing changed."
          : changes
              .map(
                ({ id, change, formerId }) =>
                  `${change} ${id}${formerId === undefined ? "" : ` (was ${formerId})`}`,
              )
              .join("\n"),
    };
  },
});
