import { createRequire } from "node:module";
import type { NativeAddon } from "@stemma/native";
import { PythonStartError } from "../errors/python-start-error.js";

/**
 * The layout of tapes and messages that this package reads and writes. Raise it together with `protocol_number` in
 * `native/src/core/protocol.h` whenever a layout or number changes that both sides know.
 */
export const protocol = 4;

function ownVersion(): string {
  const manifest = createRequire(import.meta.url)("../../package.json") as { version: string };
  return manifest.version;
}

/**
 * Refuses an addon that was built for another layout: reading lengths where there are none, it would ask for gigabytes.
 *
 * @throws {@link PythonStartError} `PYTHON_ADDON_MISMATCH`.
 */
export function checkProtocol(addon: Pick<NativeAddon, "protocol" | "version">): void {
  if (addon.protocol === protocol) return;
  const theirs =
    addon.protocol === undefined
      ? "older than the protocol's number"
      : `${addon.version ?? "of unknown version"}, protocol ${addon.protocol}`;
  throw new PythonStartError(
    "PYTHON_ADDON_MISMATCH",
    `@stemma/python-context ${ownVersion()} speaks protocol ${protocol}, the loaded addon of @stemma/native is ${theirs}`,
    {
      advice:
        "In the repository run `npx nx build @stemma/python-context`, which compiles the addon, too; in a project install one version of both packages (`npm ls @stemma/native` lists them), and load only that one in a process.",
    },
  );
}
