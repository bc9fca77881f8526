import type { FileStamp } from "./file-stamp.js";
import { StampColumns, type StoredStamps } from "./stamp-columns.js";

/** A file's content as it was last looked at; valid as long as its stamp is. */
export interface SeenFile extends FileStamp {
  /** Empty for one that says nothing: no source that people wrote, a README without a word of its folder. */
  readonly hash: string;
}

/** What is seen as it lies in a file. */
export interface StoredFiles extends StoredStamps {
  /** A character each: {@link AS_DOCUMENTED}, {@link ELSE}. */
  readonly marks: string;
  /** Of those that are not as documented. */
  readonly others: Readonly<Record<string, string>>;
}

const AS_DOCUMENTED = "1";
const ELSE = "0";

/** Files as they were last seen, most of them as they are documented. */
export class SeenFiles {
  readonly stamps: StampColumns;
  readonly #marks: string;
  readonly #others: Readonly<Record<string, string>>;

  private constructor(stamps: StampColumns, marks: string, others: Readonly<Record<string, string>>) {
    this.stamps = stamps;
    this.#marks = marks;
    this.#others = others;
  }

  /** `null`: not known; it is looked at again. `documented`: the hash of what is documented of a file. */
  static of(
    files: ReadonlyMap<string, SeenFile | null>,
    documented: (path: string) => string | undefined,
  ): SeenFiles {
    const others: Record<string, string> = {};
    let marks = "";
    for (const [path, file] of files) {
      const isAsDocumented = file !== null && file.hash !== "" && documented(path) === file.hash;
      marks += isAsDocumented ? AS_DOCUMENTED : ELSE;
      if (file !== null && !isAsDocumented) others[path] = file.hash;
    }
    return new SeenFiles(StampColumns.of(files), marks, others);
  }

  /** @throws {@link Error} for columns that do not fit each other */
  static fromStored({ marks, others, ...stamps }: StoredFiles): SeenFiles {
    const columns = StampColumns.fromStored(stamps);
    if (columns.paths.length !== marks.length) throw new Error("the columns differ in length");
    return new SeenFiles(columns, marks, others);
  }

  toStored(): StoredFiles {
    return { ...this.stamps.toStored(), marks: this.#marks, others: this.#others };
  }

  isAsDocumented(index: number): boolean {
    return this.#marks[index] === AS_DOCUMENTED;
  }

  /** Of one that is not as documented. */
  otherHash(path: string): string | undefined {
    return Object.hasOwn(this.#others, path) ? this.#others[path] : undefined;
  }

  /** As rows, to be put together anew. */
  toMap(documented: (path: string) => string | undefined): Map<string, SeenFile | null> {
    return new Map(
      this.stamps.paths.map((path, index) => {
        const hash = this.isAsDocumented(index) ? documented(path) : this.otherHash(path);
        return [path, hash === undefined ? null : { ...this.stamps.at(index), hash }];
      }),
    );
  }
}
