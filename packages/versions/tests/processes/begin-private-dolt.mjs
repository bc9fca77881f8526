// Does nothing but begin a repository on a private Dolt server: no other work keeps this process alive.
import { DoltRepository } from "@stemma/versions";

const repository = await DoltRepository.create(process.argv[2], { name: "Ada", email: "ada@example.org" });
await repository.close();
process.stdout.write("begun");
