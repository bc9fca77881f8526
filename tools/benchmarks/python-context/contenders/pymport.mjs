import { createRequire } from "node:module";

/** Python on threads of libuv's pool, with proxies. */
export async function open({ folder, sitePackages }) {
  const { pymport, PyObject } = createRequire(import.meta.url)("pymport");
  const path = pymport("sys").get("path");
  for (const entry of [sitePackages, folder]) path.get("append").call(entry);
  const module = pymport("workload");
  const functions = new Map();
  const call = async (name, ...args) => {
    if (!functions.has(name)) functions.set(name, module.get(name));
    return (await functions.get(name).callAsync(...args)).toJS();
  };
  return {
    call,
    sendArray: (array) => call("array_length", PyObject.bytes(Buffer.from(array.buffer))),
    receiveArray: () => call("make_array"),
    close: () => undefined,
  };
}
