import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const modules = join(folder, "node_modules");
const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
/** Resolves packages of this folder. */
export const requireTool = createRequire(join(folder, "package.json"));

/** Installs what `package.json` and its lock name, once; an installation of other versions is replaced. */
export function installTools() {
  const isThere = Object.entries(dependencies).every(([name, version]) => {
    const manifest = join(modules, name, "package.json");
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version === version;
  });
  if (isThere) return;
  console.log(`Installing ${Object.keys(dependencies).join(", ")} (70 MB) …`);
  const options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", options, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}

/**
 * The pinned Chromium with libraries and fonts of its own, unpacked once: the same pixels on every x64 Linux.
 *
 * @returns {{ executablePath: string, env: Record<string, string> }}
 */
export function pinnedChromium() {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      `The Chromium that npm brings is for Linux on x64, not for ${process.platform} on ${process.arch}`,
    );
  installTools();
  const place = join(modules, ".unpacked", dependencies["@sparticuz/chromium"]);
  if (!existsSync(place)) unpack(place);
  const libraries = [join(place, "al2023", "lib"), process.env.LD_LIBRARY_PATH];
  return {
    executablePath: join(place, "chromium"),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries.filter(Boolean).join(":"),
      FONTCONFIG_FILE: join(place, "fonts.conf"),
    },
  };
}

/** In a process of its own, whose temporary folder it is; seen by others only when it is whole. */
function unpack(place) {
  mkdirSync(join(modules, ".unpacked"), { recursive: true });
  const begun = mkdtempSync(join(modules, ".unpacked", "begun-"));
  const program = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  try {
    execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: folder,
      // With the libraries that it would miss on a machine without a desktop.
      env: { ...process.env, TMPDIR: begun, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const fonts = [join(place, "fonts", "fonts"), join(modules, "dejavu-fonts-ttf", "ttf")];
    writeFileSync(join(begun, "fonts.conf"), fontsConf(fonts, join(place, "fonts-cache")));
    renameSync(begun, place);
  } catch (error) {
    rmSync(begun, { recursive: true, force: true });
    // Another suite was as quick.
    if (!existsSync(place)) throw error;
  }
}

/** These fonts and no others, whatever the machine has. */
function fontsConf(folders, cache) {
  const preferred = [
    ["system-ui", "Open Sans"],
    ["sans-serif", "Open Sans"],
    ["ui-monospace", "DejaVu Sans Mono"],
    ["monospace", "DejaVu Sans Mono"],
  ];
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    "<fontconfig>",
    ...folders.map((path) => `<dir>${path}</dir>`),
    `<cachedir>${cache}</cachedir>`,
    ...preferred.map(
      ([wanted, family]) =>
        `<match target="pattern"><test name="family"><string>${wanted}</string></test>` +
        `<edit name="family" mode="assign" binding="strong"><string>${family}</string></edit></match>`,
    ),
    "</fontconfig>",
    "",
  ].join("\n");
}
