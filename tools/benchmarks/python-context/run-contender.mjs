// One contender in a process of its own, which measures when the parent asks: run-contender.mjs NAME SETTINGS
import { measureOnce } from "./measure.mjs";

const [name, settings] = process.argv.slice(2);
const { open } = await import(`./contenders/${name}.mjs`);
const contender = await open(JSON.parse(settings));
// Warm, before the first round.
for (let index = 0; index < 500; index++) await contender.call("nothing");

const send = process.send?.bind(process);
if (send === undefined) throw new Error("run me with an IPC channel");
process.on("message", async (measure) => {
  try {
    send({ figures: (await measureOnce(contender, measure)) ?? null });
  } catch (error) {
    send({ failure: String(error) });
  }
});
process.on("disconnect", async () => {
  await contender.close();
  // Some contenders keep their process alive.
  process.exit(0);
});
send({ ready: true });
