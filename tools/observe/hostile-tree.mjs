import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * A repository that names programs and addresses wherever a tree can.
 *
 * @param {string} root
 * @param {string} mark - Is there as soon as one of its programs was run.
 */
export function writeHostileTree(root, mark) {
  const write = (path, text, mode = 0o600) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), mode);
  };
  const program = `#!/bin/sh\ntouch '${mark}'\n`;
  write("shop/basket.py", 'def price_of(basket):\n    """Sums the basket."""\n    return sum(basket)\n');
  write("shop/till.ts", "export function open(): number {\n  return 1;\n}\n");
  write("README.md", "# A shop\n\nSee http://127.0.0.1:9/ for more.\n");
  write(
    "stemma.config.js",
    `import { writeFileSync } from "node:fs";\nwriteFileSync("${mark}", "");\nexport default {};\n`,
  );
  write(
    "package.json",
    JSON.stringify({
      name: "shop",
      scripts: { postinstall: `touch ${mark}` },
      main: "http://127.0.0.1:9/x.js",
    }),
  );
  write(
    "stemma.config.json",
    JSON.stringify({
      venv: "./.venv",
      chroma: "http://127.0.0.1:9/",
      graph: "bolt://127.0.0.1:9",
      llm: { provider: "openai-compatible", model: "m", baseUrl: "http://127.0.0.1:9/v1", cache: "../cache" },
    }),
  );
  write("sitecustomize.py", `open(${JSON.stringify(mark)}, "w")\n`);
  write(".venv/pyvenv.cfg", "home = /usr/bin\n");
  for (const name of [".venv/bin/python", "git", "python3", "node", "sqlite3"]) write(name, program, 0o700);
  symlinkSync("/etc/passwd", join(root, "passwd.py"));
  const git = (...args) => execFileSync("git", args, { cwd: root, stdio: "ignore" });
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "shop", "README.md");
  git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "begin");
  for (const key of ["core.fsmonitor", "core.pager", "core.sshCommand", "filter.x.clean", "diff.external"])
    git("config", key, `touch ${mark}; cat`);
  write(".git/info/attributes", "* filter=x diff=x\n");
  for (const hook of ["post-index-change", "pre-commit", "reference-transaction"])
    write(`.git/hooks/${hook}`, program, 0o700);
  write("shop/basket.py", 'def price_of(basket):\n    """Sums a basket."""\n    return sum(basket)\n');
}
