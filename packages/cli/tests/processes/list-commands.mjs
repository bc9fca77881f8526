// Prints every command of the built program that has none below it, with what it must be given, as JSON.
import { createProgram } from "../../dist/program.js";

const program = await createProgram([], {
  terminal: /** @type {any} */ ({ stdout: process.stdout, stderr: process.stderr }),
  version: "0",
  signal: new AbortController().signal,
  onExitCode: () => undefined,
});

/** @param {import("commander").Command} command @param {string[]} path */
function leaves(command, path) {
  return command.commands.flatMap((each) => {
    const place = [...path, each.name()];
    const below = leaves(each, place);
    if (below.length > 0) return below;
    const options = each.options.filter(({ mandatory }) => mandatory).map(({ long, short }) => long ?? short);
    return [
      { path: place, needed: each.registeredArguments.filter(({ required }) => required).length, options },
    ];
  });
}

console.log(JSON.stringify(leaves(program, [])));
