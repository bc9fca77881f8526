import { existsSync } from "node:fs";
import { join } from "node:path";
import { readPlatforms } from "../../../native/tools/prebuild/platforms.mjs";
import { commonFields } from "./published-manifest.mjs";
import { readManifest, root } from "./workspaces.mjs";

/** Name of the package with the compiled addon of a platform. */
const nameOf = ({ name }) => `@stemma/native-${name}`;

const binaryOf = ({ name }) => join(root, "native", "prebuilds", name, "stemma.node");

/**
 * The packages with the compiled addon, one for each platform that was built. They exist in no checkout: a workspace whose `os`
 * is another one would make `npm ci` fail.
 *
 * @param {string | undefined} repository
 */
export function platformPackages(repository) {
  return readPlatforms()
    .filter((platform) => existsSync(binaryOf(platform)))
    .map((platform) => ({
      binary: binaryOf(platform),
      manifest: platformManifest(platform, repository),
      readme: `# ${nameOf(platform)}\n\nThe compiled addon of \`@stemma/native\` for ${platform.name}. It is installed with it, and is of no use alone.\n`,
    }));
}

function platformManifest(platform, repository) {
  const { version, license, engines } = readManifest(join(root, "native"));
  const { os, cpu, libc } = platform;
  return {
    name: nameOf(platform),
    version,
    description: `The compiled addon of @stemma/native for ${platform.name}`,
    keywords: ["stemma"],
    license,
    engines,
    os: [os],
    cpu: [cpu],
    ...(libc === undefined ? {} : { libc: [libc] }),
    main: "./stemma.node",
    files: ["stemma.node", "NOTICE"],
    preferUnplugged: true,
    ...commonFields("native", repository),
  };
}

/**
 * Those packages as optional dependencies of @stemma/native, in exactly its version.
 *
 * @returns {Record<string, string>}
 */
export function optionalDependencies() {
  const { version } = readManifest(join(root, "native"));
  return Object.fromEntries(readPlatforms().map((platform) => [nameOf(platform), version]));
}
