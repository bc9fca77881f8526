import { describe, expect, it } from "@jest/globals";
import { editorCommand } from "./editor-command.js";

describe("the editor", () => {
  it.each([
    [{ EDITOR: "vi" }, "vi", []],
    [{ VISUAL: "code --wait", EDITOR: "vi" }, "code", ["--wait"]],
    [{ VISUAL: " ", EDITOR: "\"/opt/my editor/ed\" -n 'a b'" }, "/opt/my editor/ed", ["-n", "a b"]],
    [{ EDITOR: "vi; rm -rf $HOME" }, "vi;", ["rm", "-rf", "$HOME"]],
  ])("of %j is a program with arguments", (environment, program, args) => {
    expect(editorCommand(environment)).toEqual({ program, args });
  });

  it("is asked for where none is named", () => {
    expect(() => editorCommand({})).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  });
});
