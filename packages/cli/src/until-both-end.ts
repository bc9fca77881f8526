/** Runs services until all have ended: where one fails the others are ended, and what failed first is thrown. */
export async function untilBothEnd(
  signal: AbortSignal,
  services: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const failed = new AbortController();
  const ending = AbortSignal.any([signal, failed.signal]);
  const errors: unknown[] = [];
  const run = async (serve: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    try {
      await serve(ending);
    } catch (error) {
      // Whoever is ended before it listens says that it was.
      if (!ending.aborted || (error as Partial<Error>).name !== "AbortError") errors.push(error);
      failed.abort();
    }
  };
  await Promise.all(services.map(run));
  if (errors.length > 0) throw errors[0];
}
