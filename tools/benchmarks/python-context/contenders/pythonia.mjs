/** A Python process, driven over pipes by proxies. */
export async function open({ folder, interpreter }) {
  process.env.PYTHON_BIN = interpreter;
  // Not there until the benchmark installs it: type checks must not look for it.
  const peer = "pythonia";
  const { python } = await import(peer);
  const sys = await python("sys");
  await sys.path.append(folder);
  const module = await python("workload");
  const call = async (name, ...args) => {
    const result = await module[name](...args);
    return typeof result?.valueOf === "function" && typeof result === "function"
      ? await result.valueOf()
      : result;
  };
  return { call, close: () => python.exit() };
}
