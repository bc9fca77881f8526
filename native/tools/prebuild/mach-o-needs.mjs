// What a Mach-O file (64 bits, little-endian, of one processor) asks of the machine that loads it.

const magic = 0xfeedfacf;
const command = { symbols: 0x2, library: 0xc, signature: 0x1d, system: 0x32 };
/** Set on commands that a loader may not pass over; libraries have it when they are weak or handed on. */
const required = 0x80000000;
const otherLibraries = [required + 0x18, required + 0x1f];
const processors = new Map([
  [0x01000007, "x64"],
  [0x0100000c, "arm64"],
]);
/** In place of a library's number, which begin at 1: whichever has the symbol. Apple's linker writes the one, zig's the other. */
const anyLibrary = [0xfe, 0];

/**
 * The libraries that must be there, the oldest system, the symbols that no library is named for (those of Node), and whether it is
 * signed, without which macOS on arm64 loads nothing.
 *
 * @param {Buffer} bytes
 * @returns {{ cpu: string | undefined, libraries: string[], oldestSystem: string | undefined, lookedUp: string[], isSigned: boolean }}
 */
export function machONeeds(bytes) {
  if (bytes.readUInt32LE(0) !== magic) throw new Error("this is no Mach-O file of 64 bits, little-endian");
  const commands = readCommands(bytes);
  const first = (kind) => commands.find((each) => each.kind === kind)?.at;
  const system = first(command.system);
  const symbols = first(command.symbols);
  return {
    cpu: processors.get(bytes.readUInt32LE(4)),
    libraries: commands
      .filter(({ kind }) => kind === command.library || otherLibraries.includes(kind))
      .map(({ at }) => textAt(bytes, at + bytes.readUInt32LE(at + 8))),
    oldestSystem: system === undefined ? undefined : versionOf(bytes.readUInt32LE(system + 12)),
    lookedUp: symbols === undefined ? [] : lookedUpSymbols(bytes, symbols),
    isSigned: first(command.signature) !== undefined,
  };
}

function readCommands(bytes) {
  const commands = [];
  let at = 32;
  for (let left = bytes.readUInt32LE(16); left > 0; left -= 1) {
    commands.push({ kind: bytes.readUInt32LE(at), at });
    at += bytes.readUInt32LE(at + 4);
  }
  return commands;
}

/** Of what is undefined (its type has no bit of a section's) and external, what names no library; without C's underscore. */
function lookedUpSymbols(bytes, at) {
  const [table, count, strings] = [8, 12, 16].map((offset) => bytes.readUInt32LE(at + offset));
  const found = [];
  for (let index = 0; index < count; index += 1) {
    const entry = table + index * 16;
    const type = bytes[entry + 4];
    const isUndefined = (type & 0x0e) === 0 && (type & 0x01) !== 0;
    if (isUndefined && anyLibrary.includes(bytes.readUInt16LE(entry + 6) >> 8))
      found.push(textAt(bytes, strings + bytes.readUInt32LE(entry)).replace(/^_/, ""));
  }
  return found.sort();
}

function versionOf(packed) {
  return `${packed >> 16}.${(packed >> 8) & 0xff}`;
}

function textAt(bytes, start) {
  return bytes.toString("latin1", start, bytes.indexOf(0, start));
}
