// Fetches crates by cargo, and has rustdoc link each name in their sources to its definition.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const FOLDER = join(import.meta.dirname, "..", "projects", "rust");

export const CRATES = [
  "semver@1.0.23",
  "globset@0.4.15",
  "clap_builder@4.5.20",
  "ignore@0.4.23",
  "serde_json@1.0.128",
  "toml_edit@0.22.22",
  "regex-automata@0.4.9",
];

/** The folder of a crate `name@version`, and the one of its linked source pages. */
export function buildPages(crate) {
  const [name] = crate.split("@");
  writeProject();
  const links = ["-Z", "unstable-options", "--generate-link-to-definition"];
  cargo(["+nightly", "rustdoc", "-p", name, "--", ...links]);
  const { packages } = JSON.parse(cargo(["metadata", "--format-version", "1"]));
  const { manifest_path: manifest } = packages.find((each) => `${each.name}@${each.version}` === crate);
  return {
    source: dirname(manifest),
    pages: join(FOLDER, "target", "doc", "src", name.replaceAll("-", "_")),
  };
}

/** A crate of its own that depends on all of them. */
function writeProject() {
  mkdirSync(FOLDER, { recursive: true });
  const dependencies = CRATES.map((crate) => crate.replace(/@(.*)/, ' = "=$1"'));
  const head = [
    "[package]",
    'name = "compared"',
    'version = "0.1.0"',
    'edition = "2021"',
    "[lib]",
    'path = "lib.rs"',
  ];
  writeFileSync(
    join(FOLDER, "Cargo.toml"),
    [...head, "[dependencies]", ...dependencies, "[workspace]", ""].join("\n"),
  );
  writeFileSync(join(FOLDER, "lib.rs"), "");
}

function cargo(args) {
  return execFileSync("cargo", args, {
    cwd: FOLDER,
    encoding: "utf8",
    maxBuffer: 1e8,
    stdio: ["ignore", "pipe", "ignore"],
  });
}
