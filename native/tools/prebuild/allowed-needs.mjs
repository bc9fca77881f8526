import { elfNeeds } from "./elf-needs.mjs";

/** The oldest C library that Node 20 itself runs on. */
const newestGlibc = [2, 28];
/** Parts of each C library; libstdc++ is not among them: the C++ library is linked in. */
const allowedLibraries = /^(libc|libm|libdl|libpthread|librt|ld-linux-[\w-]+|ld-musl-[\w-]+)\.so(\.\d+)?$/;

/**
 * Why a binary would not load on the oldest machine of its platform; empty for a good one.
 *
 * @param {import("./platforms.mjs").Platform} platform
 * @param {Buffer} bytes
 * @returns {string[]}
 */
export function faultsOf({ os, libc }, bytes) {
  // No reader for macOS's format: its compiler is told the oldest system.
  if (os !== "linux") return [];
  const { libraries, versions } = elfNeeds(bytes);
  return [
    ...libraries.filter((name) => !allowedLibraries.test(name)).map((name) => `needs ${name}`),
    ...versions.filter((version) => !isAllowed(version, libc)).map((version) => `needs ${version}`),
  ];
}

function isAllowed(version, libc) {
  const match = /^GLIBC_(\d+)\.(\d+)(\.\d+)?$/.exec(version);
  if (match === null || libc !== "glibc") return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major < newestGlibc[0] || (major === newestGlibc[0] && minor <= newestGlibc[1]);
}
