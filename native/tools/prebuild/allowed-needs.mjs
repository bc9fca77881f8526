import { elfNeeds } from "./elf-needs.mjs";
import { machONeeds } from "./mach-o-needs.mjs";

/** The oldest C library that Node 20 itself runs on. */
const newestGlibc = [2, 28];
/** Parts of each C library; libstdc++ is not among them: the C++ library is linked in. */
const allowedLibraries = /^(libc|libm|libdl|libpthread|librt|ld-linux-[\w-]+|ld-musl-[\w-]+)\.so(\.\d+)?$/;
/** All of macOS's C and C++ libraries that are linked by name. */
const systemOfMac = "/usr/lib/libSystem.B.dylib";
/** What Node brings when it loads the addon. */
const nodeSymbols = /^(napi|node_api)_/;

/**
 * Why a binary would not load on the oldest machine of its platform; empty for a good one.
 *
 * @param {import("./platforms.mjs").Platform} platform
 * @param {Buffer} bytes
 * @returns {string[]}
 */
export function faultsOf(platform, bytes) {
  return platform.os === "darwin" ? faultsOnMac(platform, bytes) : faultsOnLinux(platform, bytes);
}

/** @param {import("./platforms.mjs").Platform} platform */
function faultsOnLinux({ cpu: wanted, libc }, bytes) {
  const { cpu, libraries, versions, lookedUp } = elfNeeds(bytes);
  return [
    ...otherProcessor(cpu, wanted),
    ...libraries.filter((name) => !allowedLibraries.test(name)).map(needs),
    ...versions.filter((version) => !isAllowed(version, libc)).map(needs),
    // All symbols of musl look so; its loader, which says of each that is not there, is asked once by hand (docs/platforms.md).
    ...(libc === "musl" ? [] : lookedUp.filter((symbol) => !nodeSymbols.test(symbol)).map(needs)),
  ];
}

function faultsOnMac({ cpu: wanted, target }, bytes) {
  const { cpu, libraries, oldestSystem, lookedUp, isSigned } = machONeeds(bytes);
  const stated = target.split("macos.")[1];
  return [
    ...otherProcessor(cpu, wanted),
    ...libraries.filter((name) => name !== systemOfMac).map(needs),
    ...(oldestSystem === stated ? [] : [`needs macOS ${oldestSystem}`]),
    ...lookedUp.filter((symbol) => !nodeSymbols.test(symbol)).map(needs),
    ...(isSigned || wanted !== "arm64" ? [] : ["is not signed, not even by its linker"]),
  ];
}

const needs = (what) => `needs ${what}`;

function otherProcessor(cpu, wanted) {
  return cpu === wanted ? [] : [`is for ${cpu ?? "an unknown processor"}`];
}

function isAllowed(version, libc) {
  const match = /^GLIBC_(\d+)\.(\d+)(\.\d+)?$/.exec(version);
  if (match === null || libc !== "glibc") return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major < newestGlibc[0] || (major === newestGlibc[0] && minor <= newestGlibc[1]);
}
