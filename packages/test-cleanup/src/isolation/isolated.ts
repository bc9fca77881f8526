import { mkdir } from "node:fs/promises";
import { type CleanUpOptions, type CleanUpStep, runCleanUpSteps } from "../tear-down/clean-up-steps.js";
import { removal } from "../tear-down/tear-down.js";
import { createIsolatedDirectory, type IsolatedDirectory } from "./isolated-directory.js";
import { uniqueName } from "./unique-name.js";

/** Where one test's store lives. */
export interface TestPlace {
  /** The test's own directory, removed at the end; a fixed one stays. */
  readonly directory: string;
  /** A name that no other test uses: prefix, time and a random part. Fits collections, databases and files. */
  uniqueName(prefix?: string): string;
}

/** How a test is kept apart from others. */
export interface IsolationOptions extends CleanUpOptions {
  /** One directory for all tests, which stays: clean-up then shows by what it deletes alone. Default: a new one each. */
  readonly fixedDirectory?: string | undefined;
  /** `false` only closes what was opened and leaves all data, to look at after a failure. Default `true`. */
  readonly cleanUp?: boolean | undefined;
}

/** A store in a place of its own. */
export interface Isolated<S> extends AsyncDisposable, TestPlace {
  readonly store: S;
  /** Has something closed after the store and before the directory goes; gives it back. The last one is closed first. */
  use<T extends { close(): Promise<unknown> }>(service: T): T;
  /** Undoes everything. Never rejects: what went wrong is logged and given back as warnings. Idempotent. */
  close(): Promise<string[]>;
}

/** What differs between kinds of stores. */
export interface StoreKind<S> {
  /** First part of the directory's name. */
  readonly prefix: string;
  open(place: TestPlace): Promise<S>;
  /** Deletes the test's data from the open store. */
  deleteData(store: S): readonly CleanUpStep[];
  closeStore(store: S): readonly CleanUpStep[];
  /** Deletes what can only be deleted once nothing is open. */
  deleteAfterClosing?(): readonly CleanUpStep[];
}

/** Opens a store in a place of its own. When that fails the place is gone again, and the reason of the failure comes through. */
export async function createIsolated<S>(
  kind: StoreKind<S>,
  options: IsolationOptions = {},
): Promise<Isolated<S>> {
  const { fixedDirectory, cleanUp = true } = options;
  const own =
    fixedDirectory === undefined ? await createIsolatedDirectory({ prefix: kind.prefix }) : undefined;
  const directory = fixedDirectory ?? own?.path ?? "";
  await mkdir(directory, { recursive: true });
  const place: TestPlace = { directory, uniqueName: (prefix = "test") => uniqueName(prefix, options.clock) };
  const store = await kind.open(place).catch(async (error: unknown) => {
    await runCleanUpSteps(removalOf(own), options);
    throw error;
  });
  const services: { close(): Promise<unknown> }[] = [];
  let closing: Promise<string[]> | undefined;
  const close = (): Promise<string[]> =>
    (closing ??= runCleanUpSteps(
      [
        ...(cleanUp ? kind.deleteData(store) : []),
        ...kind.closeStore(store),
        ...services
          .toReversed()
          .map((service) => ({ what: "close the service", run: () => service.close() })),
        ...(cleanUp ? [...(kind.deleteAfterClosing?.() ?? []), ...removalOf(own)] : []),
      ],
      options,
    ));
  return {
    ...place,
    store,
    use(service) {
      services.push(service);
      return service;
    },
    close,
    async [Symbol.asyncDispose]() {
      await close();
    },
  };
}

function removalOf(directory: IsolatedDirectory | undefined): CleanUpStep[] {
  return directory ? [removal(directory)] : [];
}
