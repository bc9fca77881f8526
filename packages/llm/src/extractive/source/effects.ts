import { sourceLayers } from "./blank-out.js";

/** What a source changes or asks for outside of its own values. */
export interface Effect {
  readonly kind: "sets" | "environment" | "files" | "network" | "processes" | "globals";
  /** What is set or read, as the source names it; empty where no name is written. */
  readonly name: string;
  /** Counted from the first line of the source, which is 1. */
  readonly line: number;
}

/** A pattern for one kind; its first group is the name. It counts only where its beginning is code. */
type Rule = readonly [Effect["kind"], RegExp];

const PYTHON: readonly Rule[] = [
  ["sets", /\bself\.(\w+)(?:\s*:\s*[^=\n]+)?\s*(?:[-+*/|&^%@]|\/\/|\*\*|<<|>>)?=(?!=)/gu],
  ["globals", /^[ \t]*global[ \t]+(\w+)/gmu],
  ["environment", /\bos\.(?:environ(?:\.(?:get|pop|setdefault))?\s*[[(]|getenv\s*\()\s*["'](\w+)/gu],
  ["files", /(?<![\w.])open\([^()\n]{0,200}?,\s*(?:mode\s*=\s*)?["'](?:[wax]|r\+|rb\+)/gu],
  [
    "files",
    /\.write_(?:text|bytes)\(|\bos\.(?:remove|unlink|rename|replace|mkdir|makedirs|rmdir|truncate)\(/gu,
  ],
  ["files", /\bshutil\.(?:copy\w*|move|rmtree)\(|\btempfile\.\w+\(/gu],
  [
    "network",
    /\b(?:requests|httpx)\.(?:get|post|put|patch|delete|head|request|Session|Client|AsyncClient)\(/gu,
  ],
  [
    "network",
    /\baiohttp\.ClientSession\(|\burllib\.request\.\w+\(|\burlopen\(|\bsocket\.(?:socket|create_connection)\(/gu,
  ],
  [
    "processes",
    /\bsubprocess\.(?:run|Popen|call|check_\w+)\(|\bos\.(?:system|popen|fork|exec\w+|spawn\w+)\(/gu,
  ],
];

const SCRIPT: readonly Rule[] = [
  ["sets", /\bthis\.(#?[\w$]+)\s*(?:[-+*/|&^%]|\*\*|<<|>>>?|&&|\|\||\?\?)?=(?![=>])/gu],
  ["environment", /\bprocess\.env(?:\.|\[["'])(\w+)/gu],
  ["files", /(?<![\w$])(?:writeFile|appendFile|createWriteStream|mkdtemp|copyFile|unlink)(?:Sync)?\(/gu],
  [
    "files",
    /\b(?:fs|fsp|fsPromises|promises)\.(?:rm|rmdir|mkdir|rename|cp|truncate|chmod|symlink)(?:Sync)?\(/gu,
  ],
  ["network", /(?<![\w$.])fetch\(|\baxios\b(?:\.\w+)?\(|\bhttps?\.(?:request|get|createServer)\(/gu],
  [
    "network",
    /\bnew (?:WebSocket|XMLHttpRequest|EventSource)\b|\bnet\.(?:connect|createConnection|createServer)\(/gu,
  ],
  [
    "processes",
    /(?<![\w$.])(?:spawn|execFile|fork)(?:Sync)?\(|\bchild_process\.\w+\(|(?<![\w$.])exec(?:Sync)\(/gu,
  ],
];

const GO: readonly Rule[] = [
  ["environment", /\bos\.(?:Getenv|LookupEnv|Setenv|Unsetenv)\(\s*"(\w+)/gu],
  [
    "files",
    /\bos\.(?:WriteFile|Create(?:Temp)?|Remove(?:All)?|Rename|Mkdir(?:All|Temp)?|OpenFile|Truncate|Chmod)\(/gu,
  ],
  [
    "network",
    /\bhttp\.(?:Get|Post|PostForm|Head|NewRequest\w*|ListenAndServe\w*)\(|\bnet\.(?:Dial|Listen)\w*\(/gu,
  ],
  ["processes", /\bexec\.Command\w*\(|\bos\.StartProcess\(/gu],
];

const JAVA: readonly Rule[] = [
  ["sets", /\bthis\.(\w+)\s*(?:[-+*/|&^%]|<<|>>>?)?=(?!=)/gu],
  ["environment", /\bSystem\.getenv\(\s*"(\w+)/gu],
  ["files", /\bFiles\.(?:write\w*|copy|move|delete\w*|create\w+|newBufferedWriter|newOutputStream)\(/gu],
  ["files", /\bnew (?:FileWriter|FileOutputStream|RandomAccessFile|PrintWriter)\(/gu],
  ["network", /\bHttpClient\.new\w+\(|\bnew (?:Server)?Socket\(|\.openConnection\(/gu],
  ["processes", /\bnew ProcessBuilder\(|\bgetRuntime\(\)\.exec\(/gu],
];

const C: readonly Rule[] = [
  ["environment", /(?<![\w.>])(?:std::)?(?:secure_)?(?:getenv|setenv|putenv|unsetenv)\(\s*"(\w+)/gu],
  [
    "files",
    /(?<![\w.>])(?:std::)?(?:fopen|freopen|open|openat|creat|unlink|remove|rename|mkdir|rmdir|truncate|ftruncate|chmod|mkstemp)\(/gu,
  ],
  [
    "files",
    /\b(?:std::)?(?:ofstream|fstream)\b|\bfilesystem::(?:create_director\w+|remove\w*|rename|copy\w*)\(/gu,
  ],
  ["network", /(?<![\w.>])(?:socket|connect|bind|listen|accept4?|getaddrinfo|sendto|recvfrom)\(/gu],
  ["processes", /(?<![\w.>])(?:std::)?(?:fork|vfork|exec[lv]p?e?|posix_spawnp?|system|popen)\(/gu],
];

const CPP: readonly Rule[] = [["sets", /\bthis->(\w+)\s*(?:[-+*/|&^%]|<<|>>)?=(?!=)/gu], ...C];

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  python: PYTHON,
  typescript: SCRIPT,
  tsx: SCRIPT,
  javascript: SCRIPT,
  go: GO,
  java: JAVA,
  c: C,
  cpp: CPP,
};

/** Of a source, in characters: enough for any function that a person reads. */
const MAX_SOURCE = 200_000;

/**
 * What a source visibly does to the world: by its own words, so that what a library does for it is not among them. In the order
 * of its lines, each kind and name once.
 */
export function readEffects(source: string, language: string | null): Effect[] {
  const rules = RULES[language ?? ""];
  if (rules === undefined) return [];
  const { withoutComments, codeOnly } = sourceLayers(source.slice(0, MAX_SOURCE), language);
  const found = new Map<string, { effect: Effect; at: number }>();
  for (const [kind, pattern] of rules) {
    for (const match of withoutComments.matchAll(pattern)) {
      if (codeOnly.charAt(firstInk(match)) !== withoutComments.charAt(firstInk(match))) continue;
      const name = match[1] ?? "";
      const known = found.get(`${kind} ${name}`);
      if (known !== undefined && known.at <= match.index) continue;
      const line = withoutComments.slice(0, firstInk(match)).split("\n").length;
      found.set(`${kind} ${name}`, { effect: { kind, name, line }, at: match.index });
    }
  }
  return [...found.values()].sort((a, b) => a.at - b.at).map(({ effect }) => effect);
}

/** Where the match begins with something that can be seen: blanks are alike in code and in comments. */
function firstInk(match: RegExpExecArray): number {
  return match.index + Math.max(0, match[0].search(/\S/u));
}
