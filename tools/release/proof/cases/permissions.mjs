/** What the permission model has to allow, in the words of the Node that is asked. @returns {string[]} */
export function permissionFlags(version) {
  return [modelFlag(version), "--allow-addons", "--allow-fs-read=*", "--allow-child-process"];
}

/** That a program without these is told which of them it lacks. @returns {Promise<string>} */
export async function mayNot(node, version, inApp, env) {
  const without = [modelFlag(version), "--allow-fs-read=*"];
  const { stderr } = await inApp(node, [...without, "small.mjs"], { env, exitCode: 1 });
  if (!stderr.includes("--allow-addons")) throw new Error(`the flag that lacks is not named: ${stderr}`);
  return "and says which flag lacks";
}

function modelFlag(version) {
  return Number(version.split(".", 1)[0]) < 22 ? "--experimental-permission" : "--permission";
}
