import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Edit } from "./edits.fixture.js";

/** What the tree says where it does not permit an edit: then the edit changes nothing. */
const NOT_PERMITTED = [
  "ENOENT",
  "ENOTDIR",
  "EISDIR",
  "EEXIST",
  "ENOTEMPTY",
  "EINVAL",
  "ELOOP",
  "ERR_FS_CP_EINVAL",
  "ERR_FS_CP_DIR_TO_NON_DIR",
  "ERR_FS_CP_NON_DIR_TO_DIR",
  "ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY",
  "ERR_FS_EISDIR",
];

/** A folder that is edited, and remembers what it was. */
export class EditedTree {
  readonly root: string;
  readonly #rounds: ReadonlyMap<string, Buffer>[] = [];

  constructor(root: string) {
    this.root = root;
  }

  /** Notes the tree as it is; `restore` brings it back. */
  remember(): void {
    const files = new Map<string, Buffer>();
    for (const entry of readdirSync(this.root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) files.set(path, readFileSync(path));
    }
    this.#rounds.push(files);
  }

  /** Makes an edit; one that the tree does not permit (a file where a folder is) changes nothing. */
  apply(edit: Edit): void {
    try {
      this.#apply(edit);
    } catch (error) {
      if (!NOT_PERMITTED.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }

  #apply(edit: Edit): void {
    switch (edit.kind) {
      case "write": {
        this.#write(edit.path, edit.lines);
        return;
      }
      case "line": {
        const lines = readFileSync(join(this.root, edit.path), "utf8").split("\n");
        lines.splice(edit.at, edit.at % 2, ...(edit.line === null ? [] : [edit.line]));
        writeFileSync(join(this.root, edit.path), lines.join("\n"));
        return;
      }
      case "delete": {
        rmSync(join(this.root, edit.path), { recursive: true, force: true });
        return;
      }
      case "move": {
        this.#move(edit.from, edit.to);
        return;
      }
      case "copy":
        mkdirSync(dirname(join(this.root, edit.to)), { recursive: true });
        {
          cpSync(join(this.root, edit.from), join(this.root, edit.to), { recursive: true });
          return;
        }
      case "swap": {
        this.#swap(edit.a, edit.b);
        return;
      }
      case "link":
        mkdirSync(dirname(join(this.root, edit.to)), { recursive: true });
        {
          symlinkSync(join(this.root, edit.from), join(this.root, edit.to));
          return;
        }
      case "restore": {
        this.#restore(edit.round);
        return;
      }
    }
  }

  #write(path: string, lines: readonly string[]): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), lines.map((text) => `${text}\n`).join(""));
  }

  #move(from: string, to: string): void {
    mkdirSync(dirname(join(this.root, to)), { recursive: true });
    renameSync(join(this.root, from), join(this.root, to));
  }

  #swap(a: string, b: string): void {
    // One within the other can't take its place.
    if (a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`)) return;
    readdirSync(dirname(join(this.root, b)));
    const aside = join(this.root, ".aside");
    renameSync(join(this.root, a), aside);
    try {
      renameSync(join(this.root, b), join(this.root, a));
    } catch (error) {
      renameSync(aside, join(this.root, a));
      throw error;
    }
    renameSync(aside, join(this.root, b));
  }

  #restore(round: number): void {
    const files = this.#rounds[round];
    if (files === undefined) return;
    for (const name of readdirSync(this.root)) rmSync(join(this.root, name), { recursive: true });
    for (const [path, content] of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }
}
