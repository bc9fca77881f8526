// Measures one contender in this process and prints its figures as JSON: node run-contender.mjs NAME SETTINGS
import { measureContender } from "./measure.mjs";

const [name, settings] = process.argv.slice(2);
const { open } = await import(`./contenders/${name}.mjs`);
const contender = await open(JSON.parse(settings));
const figures = await measureContender(contender);
process.stdout.write(`\n${JSON.stringify(figures)}\n`);
await contender.close();
// Some contenders keep their process alive.
process.exit(0);
