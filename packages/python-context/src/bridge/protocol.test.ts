import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { loadAddon } from "@stemma/native";
import { tag } from "../tape/tag.js";
import { callFlag, messageKind, outcome } from "./outcome.js";
import { checkProtocol, protocol } from "./protocol.js";

/** The numbers of a C++ enumeration, by name in camelCase. */
function enumeration(header: string, name: string): Record<string, number> {
  const file = fileURLToPath(new URL(`../../../../native/src/${header}`, import.meta.url));
  const body = new RegExp(`enum class ${name}[^{]*\\{([^}]*)\\}`).exec(readFileSync(file, "utf8"))?.[1] ?? "";
  const entries = [...body.matchAll(/^\s*(\w+) = (\d+),/gm)].map(([, key = "", number]) => [
    key.replace(/_value$/, "").replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    Number(number),
  ]);
  return Object.fromEntries(entries) as Record<string, number>;
}

describe("both halves of the bridge", () => {
  it("speak one protocol", () => {
    const addon = loadAddon();
    expect(addon.protocol).toBe(protocol);
    expect(addon.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(() => {
      checkProtocol(addon);
    }).not.toThrow();
  });

  it("use the same numbers", () => {
    expect(enumeration("core/tape.h", "Tag")).toEqual(tag);
    expect(enumeration("node/environment.h", "MessageKind")).toEqual(messageKind);
    expect(enumeration("core/call.h", "Outcome")).toEqual(outcome);
    expect({ none: 0, ...enumeration("core/call.h", "CallFlag") }).toEqual(callFlag);
  });
});

describe("an addon of another protocol", () => {
  it.each([
    [{ protocol: protocol + 1, version: "9.9.9" }, `9.9.9, protocol ${protocol + 1}`],
    [{ protocol: undefined, version: undefined }, "older than the protocol's number"],
  ])("is refused with both versions and what to run: %p", (addon, theirs) => {
    let failure: unknown;
    try {
      checkProtocol(addon);
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({
      code: "PYTHON_ADDON_MISMATCH",
      message: expect.stringMatching(
        new RegExp(`python-context \\d+\\.\\d+\\.\\d+ speaks protocol ${protocol}`),
      ),
      advice: expect.stringContaining("npx nx build @stemma/python-context"),
    });
    expect((failure as Error).message).toContain(theirs);
  });

  it("refuses a caller that names another protocol, or none because it is older than the number", () => {
    const addon = loadAddon();
    const dispatcher = (): void => undefined;
    expect(() => new addon.Attachment(dispatcher, false, protocol + 1)).toThrow(
      new RegExp(`speaks protocol ${protocol}, its caller another`),
    );
    const Old = addon.Attachment as unknown as new (
      dispatcher: () => void,
      copiesBuffers: boolean,
    ) => unknown;
    expect(() => new Old(dispatcher, false)).toThrow(/build @stemma\/python-context anew/);
  });
});
