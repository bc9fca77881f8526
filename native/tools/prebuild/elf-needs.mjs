// What an ELF file (64 bits, little-endian) asks of the machine that loads it.

const dynamicTag = { needed: 1, strings: 5, versions: 0x6ffffffe, versionCount: 0x6fffffff };
const loadSegment = 1;
const dynamicSegment = 2;
const symbolSection = 11;
const versionSection = 0x6fffffff;
const processors = new Map([
  [62, "x64"],
  [183, "arm64"],
]);
/** A version of this number or below is none. */
const noVersion = 1;
const weak = 2;

/**
 * The libraries that must be there, the versions of their symbols, such as `"GLIBC_2.28"`, and the symbols that have no version and
 * must be there all the same: those of Node, and all of a library without versions, such as musl.
 *
 * @param {Buffer} bytes
 * @returns {{ cpu: string | undefined, libraries: string[], versions: string[], lookedUp: string[] }}
 */
export function elfNeeds(bytes) {
  if (bytes.toString("latin1", 0, 4) !== "\x7fELF") throw new Error("this is no ELF file");
  if (bytes[4] !== 2 || bytes[5] !== 1) throw new Error("this is no ELF file of 64 bits, little-endian");
  const cpu = processors.get(bytes.readUInt16LE(18));
  const segments = readSegments(bytes);
  const dynamic = segments.find(({ type }) => type === dynamicSegment);
  if (dynamic === undefined) return { cpu, libraries: [], versions: [], lookedUp: [] };
  const entries = [];
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += 16) {
    entries.push({ tag: Number(bytes.readBigInt64LE(at)), value: Number(bytes.readBigUInt64LE(at + 8)) });
  }
  const valueOf = (tag) => entries.find((entry) => entry.tag === tag)?.value;
  const strings = offsetOf(segments, valueOf(dynamicTag.strings));
  const text = (offset) => {
    const start = strings + offset;
    return bytes.toString("latin1", start, bytes.indexOf(0, start));
  };
  const libraries = entries.filter(({ tag }) => tag === dynamicTag.needed).map(({ value }) => text(value));
  const versions = readVersions(bytes, segments, valueOf, text);
  return { cpu, libraries, versions, lookedUp: lookedUpSymbols(bytes, text) };
}

function readSegments(bytes) {
  const table = Number(bytes.readBigUInt64LE(32));
  const entrySize = bytes.readUInt16LE(54);
  return Array.from({ length: bytes.readUInt16LE(56) }, (_, index) => {
    const at = table + index * entrySize;
    return {
      type: bytes.readUInt32LE(at),
      offset: Number(bytes.readBigUInt64LE(at + 8)),
      address: Number(bytes.readBigUInt64LE(at + 16)),
      size: Number(bytes.readBigUInt64LE(at + 32)),
    };
  });
}

/** Where in the file a place in memory comes from. */
function offsetOf(segments, address) {
  const segment = segments.find(
    ({ type, address: start, size }) => type === loadSegment && address >= start && address < start + size,
  );
  if (segment === undefined) throw new Error("an address of the dynamic section lies in no segment");
  return segment.offset + address - segment.address;
}

/** A list of libraries, each with a list of versions: every entry says how far it is to the next. */
function readVersions(bytes, segments, valueOf, text) {
  const address = valueOf(dynamicTag.versions);
  if (address === undefined) return [];
  const versions = new Set();
  let library = offsetOf(segments, address);
  for (let left = valueOf(dynamicTag.versionCount); left > 0; left -= 1) {
    let version = library + bytes.readUInt32LE(library + 8);
    for (let count = bytes.readUInt16LE(library + 2); count > 0; count -= 1) {
      versions.add(text(bytes.readUInt32LE(version + 8)));
      version += bytes.readUInt32LE(version + 12);
    }
    library += bytes.readUInt32LE(library + 12);
  }
  return [...versions].sort();
}

/** Of what is undefined and not weak, what has no version. */
function lookedUpSymbols(bytes, text) {
  const sections = readSections(bytes);
  const symbols = sections.find(({ type }) => type === symbolSection);
  const versions = sections.find(({ type }) => type === versionSection);
  if (symbols === undefined) return [];
  const found = [];
  // The first one is no symbol.
  for (let index = 1; index < symbols.size / 24; index += 1) {
    const at = symbols.offset + index * 24;
    const isUndefined = bytes.readUInt16LE(at + 6) === 0 && bytes[at + 4] >> 4 !== weak;
    const version = versions === undefined ? 0 : bytes.readUInt16LE(versions.offset + index * 2);
    if (isUndefined && version <= noVersion) found.push(text(bytes.readUInt32LE(at)));
  }
  return found.sort();
}

function readSections(bytes) {
  const table = Number(bytes.readBigUInt64LE(40));
  const entrySize = bytes.readUInt16LE(58);
  return Array.from({ length: bytes.readUInt16LE(60) }, (_, index) => {
    const at = table + index * entrySize;
    return {
      type: bytes.readUInt32LE(at + 4),
      offset: Number(bytes.readBigUInt64LE(at + 24)),
      size: Number(bytes.readBigUInt64LE(at + 32)),
    };
  });
}
