import type { StemmaConfigInput } from "./config-schema.js";

/** The environment variables that configure the pipeline, as configuration; unset ones are absent. */
export function configFromEnvironment(environment: NodeJS.ProcessEnv): StemmaConfigInput {
  const {
    STEMMA_STATE_DIR: stateDir,
    STEMMA_WORKERS: workers,
    STEMMA_TIMEOUT_MS: timeoutMs,
    STEMMA_VENV: venv,
  } = environment;
  return {
    ...(stateDir ? { stateDir } : {}),
    ...(workers ? { workers: Number(workers) } : {}),
    ...(timeoutMs ? { timeoutMs: Number(timeoutMs) } : {}),
    ...(venv ? { venv } : {}),
  };
}
