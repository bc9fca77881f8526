import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ChromaService, openChroma } from "@stemma/chroma";
import { randomHexId, silentLogger } from "@stemma/core";
import { deleteCollections, RecordingLogger } from "@stemma/test-cleanup";
import { type DoltServer, startDolt } from "@stemma/test-cleanup/dolt";
import { SyncManager } from "../manager/sync-manager.js";
import type { WorkingCopyOptions } from "../manager/working-copy-options.js";
import {
  type ChromaKind,
  type ChromaPlaces,
  chromaDirectories,
  startChromaDatabases,
} from "./chroma-place.fixture.js";
import { startTestPython } from "./test-python.fixture.js";

/** In a file, on one Dolt server for all, or each on a private Dolt server of its own. */
export type RepositoryKind = "doltlite" | "dolt" | "private-dolt";

/** A person with a working copy: writes through a Chroma service, commits through the manager. */
export interface Person {
  readonly chroma: ChromaService;
  readonly versions: SyncManager;
  readonly options: WorkingCopyOptions;
}

/** Working copies on one kind of repository, each in a directory of its own, all gone after `cleanUp`. */
export class VersionsHarness {
  readonly kind: RepositoryKind;
  readonly link: Awaited<ReturnType<typeof startTestPython>>;
  readonly logger = new RecordingLogger();
  readonly #server: DoltServer | undefined;
  readonly #places: ChromaPlaces;
  #directory = "";
  #people: Person[] = [];

  private constructor(
    kind: RepositoryKind,
    link: Awaited<ReturnType<typeof startTestPython>>,
    server: DoltServer | undefined,
    places: ChromaPlaces,
  ) {
    this.kind = kind;
    this.link = link;
    this.#server = server;
    this.#places = places;
  }

  static async start(kind: RepositoryKind, chroma: ChromaKind = "directories"): Promise<VersionsHarness> {
    return new VersionsHarness(
      kind,
      await startTestPython(),
      kind === "dolt" ? await startDolt() : undefined,
      chroma === "server" ? await startChromaDatabases() : chromaDirectories,
    );
  }

  async stop(): Promise<void> {
    await this.link.python.close();
    await this.#places.stop();
    await this.#server?.stop();
  }

  async prepare(): Promise<void> {
    this.#directory = await mkdtemp(join(tmpdir(), "versions-"));
  }

  /** Collections first, then services, then the directory; all of it, also after a test that ended half-way. */
  async cleanUp(): Promise<void> {
    const people = this.#people;
    this.#people = [];
    const failures: unknown[] = [];
    const attempt = async (step: Promise<unknown>): Promise<void> => {
      await step.catch((error: unknown) => failures.push(error));
    };
    for (const { chroma, versions } of people) {
      await attempt(versions.close());
      await attempt(deleteCollections(chroma, { logger: this.logger }));
      await attempt(chroma.close());
    }
    await attempt(rm(this.#directory, { recursive: true, force: true }));
    if (failures.length > 0) throw new AggregateError(failures, "The test could not be cleaned up after");
  }

  path(...parts: string[]): string {
    return join(this.#directory, ...parts);
  }

  newRemoteUrl(): string {
    return `file://${this.path("remotes", randomHexId(4))}`;
  }

  newRepository(): string {
    const name = `r${randomHexId(4)}`;
    if (this.kind === "private-dolt") return `dolt:${this.path(name)}`;
    return this.#server?.urlOf(name) ?? this.path(`${name}.doltlite`);
  }

  options(name: string, repository = this.newRepository()): WorkingCopyOptions {
    return {
      ...this.#places.placeFor(this.path(name, "chroma")),
      state: this.path(name, "state.sqlite"),
      repository,
      python: this.link.python,
      author: { name, email: `${name}@example.org` },
      logger: silentLogger,
    };
  }

  /** Makes what has to be there before a manager can be opened by these options. */
  async newPlace(name: string): Promise<WorkingCopyOptions> {
    const options = this.options(name);
    await this.#places.prepare(options.chromaAccess);
    return options;
  }

  init(name: string, options = this.options(name)): Promise<Person> {
    return this.#add(options, () => SyncManager.init(options));
  }

  clone(name: string, url: string, options = this.options(name)): Promise<Person> {
    return this.#add(options, () => SyncManager.clone(options, url));
  }

  attach(name: string, to: Person, branch: string): Promise<Person> {
    const options = this.options(name, to.options.repository);
    return this.#add(options, () => SyncManager.attach(options, branch));
  }

  /** Closes the manager and opens it again, as another run would. */
  async reopen(person: Person, changes: Partial<WorkingCopyOptions> = {}): Promise<Person> {
    await person.versions.close();
    const versions = await SyncManager.open({ ...person.options, ...changes });
    const again = { ...person, versions };
    this.#people = this.#people.map((each) => (each === person ? again : each));
    return again;
  }

  /** After the working copy was closed and used by another process. */
  resume(person: Person): Promise<Person> {
    this.#people = this.#people.filter((each) => each.options !== person.options);
    return this.#add(person.options, () => SyncManager.open(person.options));
  }

  async #add(options: WorkingCopyOptions, open: () => Promise<SyncManager>): Promise<Person> {
    await this.#places.prepare(options.chromaAccess);
    const versions = await open();
    const chroma = await openChroma(options.chroma, { ...options.chromaAccess, python: this.link.python });
    const person = { chroma, versions, options };
    this.#people.push(person);
    return person;
  }
}
