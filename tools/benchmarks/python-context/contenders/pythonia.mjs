/** A Python process, driven over pipes by proxies. */
export async function open({ folder, interpreter }) {
  process.env.PYTHON_BIN = interpreter;
  const { python } = await import("pythonia");
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
