import { MiniLmEmbedder, openChroma } from "@stemma/chroma";
import { type Logger, StemmaError, silentLogger } from "@stemma/core";
import { SqliteGraphStore } from "@stemma/graph-store";
import { PythonContext } from "@stemma/python-context";
import { loadConfig, type ProjectFlags } from "../config/load-config.js";
import { neededPackages, type OpenPythonOptions, openPython } from "../project/open-python.js";
import { findStateDirectory } from "../state/state-directory.js";
import { saysTrust } from "../trust/says-trust.js";
import { checkVersions } from "./check-versions.js";
import { describeIndex } from "./describe-index.js";
import type { DoctorCheck } from "./doctor-check.js";
import { missingVenvAdvice } from "./missing-venv.js";

/** The packages of the environment that a run loads, by the names that they are imported by. */
const packages = ["numpy", "chromadb", "onnxruntime", "tokenizers"];

/**
 * Tries everything that a run needs, each part by using it once: Python, Chroma, the model, the graph store and the
 * state of the tree. Never rejects for a fault that it can name.
 */
export async function runDoctor(
  directory: string,
  options: { flags?: ProjectFlags; logger?: Logger } = {},
): Promise<DoctorCheck[]> {
  const { flags = {}, logger = silentLogger } = options;
  const { venv } = flags;
  const isTrusted = saysTrust(flags);
  const python = await PythonContext.doctor({
    searchesWorkingDirectory: isTrusted,
    packages: neededPackages,
    modules: packages,
    venv,
  });
  const checks: DoctorCheck[] = [
    await check("Node", () => `${process.version} on ${process.platform}-${process.arch}`),
    python.ok
      ? fine(
          "Python",
          `${python.version ?? ""} in ${python.venv ?? ""}, found by ${python.foundBy ?? ""}, library ${python.library ?? ""}`,
        )
      : {
          name: "Python",
          isFine: false,
          found: python.problem ?? "unusable",
          advice: python.foundBy === null || python.missing.length > 0 ? missingVenvAdvice : python.advice,
        },
  ];
  // Without its packages Python starts, and what needs them says which it is in need of, and how to come by it.
  if (python.ok || python.missing.length > 0) {
    checks.push(...(await checkPythonPackages({ venv, isTrusted }, logger)));
    checks.push(await check("Index", () => describeIndex(directory, flags)));
    checks.push(await check("Versions", () => checkVersions(directory, flags, logger)));
  }
  checks.push(await check("Graph", checkGraphStore));
  checks.push(
    await check("LLM", async () => {
      const { describeLlm } = await import("./describe-llm.js");
      return describeLlm((await loadConfig(directory, flags)).config, process.env);
    }),
  );
  checks.push(await check("State", () => describeState(directory, flags)));
  return checks;
}

/** Chroma and the model need a running interpreter, so they are tried together. */
async function checkPythonPackages(where: OpenPythonOptions, logger: Logger): Promise<DoctorCheck[]> {
  try {
    await using python = await openPython(where);
    const chroma = await check("Chroma", async () => {
      await using service = await openChroma("memory:", { python, logger });
      return `${service.version()}, in this process`;
    });
    const model = await check("Model", async () => {
      const embedder = new MiniLmEmbedder({ python, logger });
      await embedder.embedFlat(["a sentence to try it with"]);
      await embedder.close();
      return `${embedder.modelId}, ${embedder.dimension} dimensions`;
    });
    return [chroma, model];
  } catch (error) {
    return [fault("Chroma", error)];
  }
}

async function checkGraphStore(): Promise<string> {
  await using graph = await SqliteGraphStore.open(":memory:");
  await graph.readStatistics();
  return "SQLite, in this process";
}

async function describeState(directory: string, flags: ProjectFlags): Promise<string> {
  const { config, isTrusted } = await loadConfig(directory, flags);
  const state = await findStateDirectory(directory, config.stateDir, { isTrusted });
  return state === null ? "this tree has not been documented yet" : `${state.directory}, for ${state.root}`;
}

async function check(name: string, attempt: () => Promise<string> | string): Promise<DoctorCheck> {
  try {
    return fine(name, await attempt());
  } catch (error) {
    return fault(name, error);
  }
}

function fine(name: string, found: string): DoctorCheck {
  return { name, isFine: true, found, advice: null };
}

function fault(name: string, error: unknown): DoctorCheck {
  const found = error instanceof Error ? error.message : String(error);
  return {
    name,
    isFine: false,
    found,
    advice: StemmaError.isInstance(error) ? (error.advice ?? null) : null,
  };
}
