/**
 * git takes nearly every text for the name of a branch, the databases take few. Both refuse what is not ASCII, `head`, and what
 * looks like a commit's hash; one takes `Main` and `main` for the same branch; the other pushes `main` for `heads/main`. So a
 * name is stored in characters that both take, and shown as it was given: capitals as `!` with the small letter, all else as
 * `=` with each byte of its UTF-8 in hexadecimal. Names of small letters, digits and `-_./` are stored as they are.
 */

/** What a database keeps for itself, and what one of the two takes for the hash of a commit, or for a path to another ref. */
const RESERVED =
  /^(head|working|staged|[0-9a-v]{32}|[0-9a-f]{40}|(refs|heads|tags|remotes|workspaces|internal|stashes|tuples|stats)\/.*)$/s;
const PLAIN = /[a-z0-9._/-]/;
const ESCAPE = /!([a-z])|=([0-9a-f]{2})/g;
const LONGEST = 1_000;

/** How a name is stored; different for different names. */
export function storedName(name: string): string {
  const plain = Array.from(name, storedCharacter).join("");
  return RESERVED.test(name) ? `${escapeBytes(plain.slice(0, 1))}${plain.slice(1)}` : plain;
}

/** The name that is stored so. What another program has stored in a way of its own is shown as it is. */
export function shownName(stored: string): string {
  const bytes: Buffer[] = [];
  let end = 0;
  for (const { 0: escape, 1: capital, 2: byte, index } of stored.matchAll(ESCAPE)) {
    bytes.push(Buffer.from(stored.slice(end, index)));
    bytes.push(byte === undefined ? Buffer.from((capital ?? "").toUpperCase()) : Buffer.from(byte, "hex"));
    end = index + escape.length;
  }
  const name = Buffer.concat([...bytes, Buffer.from(stored.slice(end))]).toString("utf8");
  return storedName(name) === stored ? name : stored;
}

/** Whether git would take it for the name of a branch or tag: the rules of `git check-ref-format --branch`. */
export function isLegalName(name: string): boolean {
  return (
    name !== "" &&
    name !== "HEAD" &&
    !name.startsWith("-") &&
    !/\.\.|@\{|\/\/|^\/|\/$|\.$/.test(name) &&
    !/[\u0000- ~^:?*[\\\u007f]/.test(name) &&
    name.isWellFormed() &&
    storedName(name).length <= LONGEST &&
    name.split("/").every((part) => !part.startsWith(".") && !part.endsWith(".lock"))
  );
}

function storedCharacter(character: string): string {
  if (PLAIN.test(character)) return character;
  return /[A-Z]/.test(character) ? `!${character.toLowerCase()}` : escapeBytes(character);
}

function escapeBytes(text: string): string {
  return [...Buffer.from(text, "utf8")].map((byte) => `=${byte.toString(16).padStart(2, "0")}`).join("");
}
