// Makes the data of packages/model-minilm; see make_model.py.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const here = import.meta.dirname;
const python = join(
  here,
  "..",
  "..",
  ".venv",
  process.platform === "win32" ? "Scripts/python.exe" : "bin/python",
);

const { status, error } = spawnSync(python, [join(here, "make_model.py")], {
  env: { ORT_DISABLE_TELEMETRY: "1", ...process.env },
  stdio: ["ignore", "inherit", "inherit"],
});
if (error)
  process.stderr.write(
    `model: ${python} does not start: ${error.message}; run: npx nx run python-env:venv\n`,
  );
process.exitCode = status ?? 1;
