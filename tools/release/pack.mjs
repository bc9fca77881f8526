// Packs every package as it is published, into dist/packages of this checkout, and looks at what came out.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { packAll } from "./stage/pack-all.mjs";
import { root } from "./stage/workspaces.mjs";

const target = join(root, "dist", "packages");
rmSync(target, { recursive: true, force: true });
const { tarballs, faults } = await packAll(target);
for (const { name, version, size, entryCount } of tarballs)
  console.log(
    `${`${name}@${version}`.padEnd(40)} ${String(Math.ceil(size / 1024)).padStart(6)} kB ${String(entryCount).padStart(5)} files`,
  );
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
