import { join } from "node:path";

/** What decides which prebuilt addon fits. */
export interface AddonPlatform {
  readonly platform: string;
  readonly arch: string;
  /** `"glibc"`, `"musl"`, or `undefined` outside Linux. */
  readonly libc: string | undefined;
}

/** The platform of this process. */
export function currentPlatform(): AddonPlatform {
  const { platform, arch } = process;
  return { platform, arch, libc: platform === "linux" ? detectLibc() : undefined };
}

function detectLibc(): "glibc" | "musl" {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined ? "musl" : "glibc";
}

/** Where the addon may be, in the order of preference: the prebuilt one of this platform, then the local build. */
export function addonPaths(
  packageRoot: string,
  { platform, arch, libc }: AddonPlatform,
): readonly [string, string] {
  const target = [platform, arch, libc].filter((part) => part !== undefined).join("-");
  return [
    join(packageRoot, "prebuilds", target, "stemma.node"),
    join(packageRoot, "build", "Release", "stemma.node"),
  ];
}
