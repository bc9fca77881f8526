import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { faultsOf } from "./allowed-needs.mjs";
import { machONeeds } from "./mach-o-needs.mjs";
import { readPlatforms } from "./platforms.mjs";

// `zig cc -target aarch64-macos.13.0 -O3 -dynamiclib -undefined dynamic_lookup -s tiny.c`, as prebuild calls it (ziglang 0.15.2).
const library = gunzipSync(readFileSync(join(__dirname, "testing/tiny.dylib.gz")));

function platform(name: string): ReturnType<typeof readPlatforms>[number] {
  const found = readPlatforms().find((each) => each.name === name);
  if (found === undefined) throw new Error(`no package is made for ${name}`);
  return found;
}

describe("what a library of macOS needs", () => {
  it("is read: libraries, system, processor, signature, and what is left to Node", () => {
    expect(machONeeds(library)).toEqual({
      cpu: "arm64",
      libraries: ["/usr/lib/libSystem.B.dylib"],
      oldestSystem: "13.0",
      lookedUp: ["napi_create_object"],
      isSigned: true,
    });
    expect(() => machONeeds(readFileSync(process.execPath))).toThrow("no Mach-O file");
  });

  it("is no more than the platform's package promises", () => {
    const arm = platform("darwin-arm64");
    expect(faultsOf(arm, library)).toEqual([]);
    expect(faultsOf(platform("darwin-x64"), library)).toEqual(["is for arm64"]);
    expect(faultsOf({ ...arm, target: "aarch64-macos.12.0" }, library)).toEqual(["needs macOS 13.0"]);
    const renamed = (from: string, to: string): Buffer =>
      Buffer.from(library.toString("latin1").replaceAll(from, to), "latin1");
    expect(faultsOf(arm, renamed("libSystem.B", "libc++.1.so"))).toEqual([
      "needs /usr/lib/libc++.1.so.dylib",
    ]);
    expect(faultsOf(arm, renamed("_napi_create", "_dlvm_create"))).toEqual(["needs dlvm_create_object"]);
    const unsigned = Buffer.from(library);
    unsigned.writeUInt32LE(0x7fff, commandAt(unsigned, 0x1d));
    expect(faultsOf(arm, unsigned)).toEqual(["is not signed, not even by its linker"]);
  });
});

/** Where a load command of this kind begins. */
function commandAt(bytes: Buffer, kind: number): number {
  let at = 32;
  while (bytes.readUInt32LE(at) !== kind) at += bytes.readUInt32LE(at + 4);
  return at;
}
