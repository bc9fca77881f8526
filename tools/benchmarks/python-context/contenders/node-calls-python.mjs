import { createRequire } from "node:module";

/** Python on threads of libuv's pool. */
export async function open({ folder, sitePackages }) {
  const { interpreter } = createRequire(import.meta.url)("node-calls-python");
  for (const path of [sitePackages, folder]) interpreter.addImportPath(path);
  const module = await interpreter.import(`${folder}/workload.py`, false);
  const call = (name, ...args) => interpreter.call(module, name, ...args);
  return {
    call,
    sendArray: (array) => call("array_length", array.buffer),
    receiveArray: () => call("array_bytes"),
    close: () => undefined,
  };
}
