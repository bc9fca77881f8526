import type { CallOptions } from "@stemma/core";
import type { Author } from "../model/history.js";
import type { PythonLink } from "../python/call-python.js";
import { DoltRepository } from "./dolt/dolt-repository.js";
import { DoltliteRepository } from "./doltlite/doltlite-repository.js";
import type { FetchOptions } from "./repository.js";
import type { SqlRepository } from "./sql/sql-repository.js";

/**
 * Where a repository is: `mysql://user:password@host:port/database` for a Dolt server, `dolt:<directory>` for a private one,
 * anything else is a doltlite file.
 */
export type RepositoryLocation = string;

const PRIVATE_DOLT = "dolt:";

/** Opens, creates and clones repositories by their location. */
export class RepositoryOpener {
  readonly #link: PythonLink;
  readonly #author: Author;

  constructor(link: PythonLink, author: Author) {
    this.#link = link;
    this.#author = author;
  }

  open(location: RepositoryLocation, options?: CallOptions): Promise<SqlRepository> {
    const dolt = doltLocation(location);
    return dolt === undefined
      ? DoltliteRepository.open(location, this.#link, options)
      : DoltRepository.open(dolt, options);
  }

  create(location: RepositoryLocation, options?: CallOptions): Promise<SqlRepository> {
    const dolt = doltLocation(location);
    return dolt === undefined
      ? DoltliteRepository.create(location, this.#link, this.#author, options)
      : DoltRepository.create(dolt, this.#author, options);
  }

  clone(url: string, location: RepositoryLocation, options?: FetchOptions): Promise<SqlRepository> {
    const dolt = doltLocation(location);
    return dolt === undefined
      ? DoltliteRepository.clone(url, location, this.#link, options)
      : DoltRepository.clone(url, dolt, this.#author, options);
  }

  /** Tries what a repository at this place would be kept by. Rejects with DOLT_MISSING, REPOSITORY_FAILED, DOLT_UNAVAILABLE. */
  async requireEngine(location: RepositoryLocation, options?: CallOptions): Promise<void> {
    const dolt = doltLocation(location);
    if (dolt === undefined) await DoltliteRepository.requireLibrary(this.#link, options);
    else await DoltRepository.requireServer(dolt, options);
  }
}

function doltLocation(location: RepositoryLocation): string | undefined {
  if (location.startsWith("mysql:")) return location;
  return location.startsWith(PRIVATE_DOLT) ? location.slice(PRIVATE_DOLT.length) : undefined;
}
