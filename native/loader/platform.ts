/** Name of the platform that this process runs on, as the packages with the compiled addon bear it: `"linux-x64-gnu"`. */
export function currentPlatform(): string {
  const { platform, arch } = process;
  return platform === "linux" ? `${platform}-${arch}-${detectLibc()}` : `${platform}-${arch}`;
}

function detectLibc(): "gnu" | "musl" {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined ? "musl" : "gnu";
}
