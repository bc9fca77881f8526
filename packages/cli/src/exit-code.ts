/** Exit codes of the command, as the README documents them. */
export const exitCode = {
  /** Everything was done. */
  fine: 0,
  /** Nothing or not all was done, because of a fault. */
  failed: 1,
  /** The call itself can't be carried out: unknown flag, no such directory, a place that can't be written. */
  usage: 2,
  /** Done, but not for everything: some files could not be read or some nodes could not be documented. */
  partlyDone: 3,
  /** Stopped by Ctrl-C or SIGTERM; the same command again goes on. */
  interrupted: 130,
} as const;

/** One of {@link exitCode}. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
