// The calls of an assistant that has a shell: `git grep`, `git diff`, and reading the function around each hit.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { whoAnswer } from "./answer-keys.mjs";
import { changedFunctions, functionAt, functionsOf, readFunction } from "./read-functions.mjs";
import { git } from "./trees.mjs";

const STEPS = 3;

export const grepTools = {
  name: "grep and read",
  prepare: () => undefined,
  open: async (root, tree) => ({
    toldTokens: 0,
    close: () => undefined,
    answer: async (task, talk) => answer(task, new Shell(root, tree, talk)),
  }),
};

function answer(task, shell) {
  if (task.key) return whereDecided(task, shell);
  return task.branch ? whatChanged(shell) : whoCalls(task, shell);
}

function whoCalls({ path, name }, shell) {
  const seen = new Set([`${path}#${name}`]);
  const levels = [];
  let names = [name];
  for (let step = 1; step <= STEPS && names.length > 0; step++) {
    const callers = shell.callersOf(names).filter((one) => !seen.has(one));
    for (const one of callers) seen.add(one);
    levels.push(callers);
    names = callers.map(nameIn);
  }
  return whoAnswer(levels);
}

/** The function, with the comment above it, that most of the words stand in; of several the shortest. */
function whereDecided({ words }, shell) {
  const ranked = new Map();
  for (const { path, line, text } of shell.grep(["-i", "-E", words.join("|")])) {
    const around = functionAt(shell.tree.language, shell.read(path), line) ?? shell.functionBelow(path, line);
    if (around === undefined) continue;
    const known = ranked.get(`${path}#${around.name}`) ?? { path, around, words: new Set() };
    for (const word of words) if (text.toLowerCase().includes(word)) known.words.add(word);
    ranked.set(`${path}#${around.name}`, known);
  }
  const length = ({ around }) => around.end - around.start;
  const [best] = [...ranked.values()].sort((a, b) => b.words.size - a.words.size || length(a) - length(b));
  if (best === undefined) return new Set();
  const body = readFunction(shell.talk, best.path, shell.read(best.path), best.around);
  const called = [...new Set([...body.matchAll(/\b(\w+)\(/gu)].map(([, one = ""]) => one))];
  const callees = shell.definitionsOf(called.filter((one) => one !== best.around.name));
  return new Set([`decides ${best.path}#${best.around.name}`, ...callees.map((one) => `calls ${one}`)]);
}

function whatChanged(shell) {
  const changed = changedFunctions(shell);
  const broken = shell.callersOf(changed.map(nameIn)).filter((one) => !changed.includes(one));
  return new Set([...changed.map((one) => `changed ${one}`), ...broken.map((one) => `breaks ${one}`)]);
}

function nameIn(place) {
  return place.split("#")[1] ?? "";
}

class Shell {
  constructor(root, tree, talk) {
    this.root = root;
    this.tree = tree;
    this.talk = talk;
  }

  read(path) {
    return readFileSync(join(this.root, path), "utf8");
  }

  grep(args) {
    const asked = ["grep", "-n", ...args, "--", this.tree.files];
    let printed = "";
    try {
      printed = git(this.root, ...asked);
    } catch (error) {
      // Nothing was found.
      if (error.status !== 1) throw error;
    }
    this.talk.add(`git ${asked.join(" ")}`, printed);
    return printed
      .split("\n")
      .map((one) => /^([^:]+):(\d+):(.*)$/u.exec(one))
      .filter((match) => match !== null)
      .map(([, path = "", line, text = ""]) => ({ path, line: Number(line) - 1, text }));
  }

  /** Every line with the name and a bracket that is not its own definition is taken for a call, and the function around it read. */
  callersOf(names) {
    const found = new Map();
    const call = new RegExp(`\\b(?:${names.join("|")})(?:<[^>]*>)?\\(`, "u");
    for (const { path, line, text } of this.grep(["-w", "-E", names.join("|")])) {
      const around = call.test(text) ? functionAt(this.tree.language, this.read(path), line) : undefined;
      if (around === undefined || around.start === line || found.has(`${path}#${around.name}`)) continue;
      found.set(`${path}#${around.name}`, readFunction(this.talk, path, this.read(path), around));
    }
    return [...found.keys()];
  }

  /** Where functions of these names begin. */
  definitionsOf(names) {
    if (names.length === 0) return [];
    return this.grep(["-w", "-E", names.join("|")]).flatMap(({ path, line }) => {
      const around = functionAt(this.tree.language, this.read(path), line);
      return around?.start === line && names.includes(around.name) ? [`${path}#${around.name}`] : [];
    });
  }

  /** The function whose comment a line may be. */
  functionBelow(path, line) {
    return functionsOf(this.tree.language, this.read(path)).find(
      ({ start }) => start > line && start - line < 30,
    );
  }
}
