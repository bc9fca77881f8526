// TypeScript projects whose npm packages hold the sources that they were made from.
import { join } from "node:path";
import { fetchNpmPackage } from "./compilers/fetch-projects.mjs";

const PROJECTS = ["@tanstack/query-core@5.90.2", "rxjs@7.8.2", "zod@4.1.12", "@trpc/server@11.6.0"];

/** Name and folder of sources of each project, fetched at the first call. */
export function typescriptProjects() {
  return PROJECTS.map((specifier) => ({
    name: specifier.slice(0, specifier.lastIndexOf("@")),
    root: join(fetchNpmPackage(specifier), "src"),
  }));
}
