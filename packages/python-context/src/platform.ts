/** Stands in for a signal where none can be used. */
const noSignal = 0;

/**
 * The signal that interrupts a running call: SIGRTMIN+8 on Linux, which neither Node nor glibc nor the usual tools use.
 * Elsewhere asynchronous exceptions have to do.
 */
export function interruptSignal(platform: NodeJS.Platform = process.platform): number {
  // glibc and musl keep the first two or three of the kernel's real-time signals, which begin at 32.
  return platform === "linux" ? 42 : noSignal;
}

/** Whether clashing extension modules can be bound to libraries of their own: only glibc has `RTLD_DEEPBIND`. */
export function isolatesModules(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  // AddressSanitizer does not work with RTLD_DEEPBIND.
  return platform === "linux" && environment.ASAN_OPTIONS === undefined;
}
