import { z } from "zod";

/** A server's address. Users and passwords stay out of it: they are read from the environment and never shown. */
export const serverUrl = (protocols: RegExp, example: string): z.ZodType<string> =>
  z
    .string()
    .regex(protocols, `must be a URL such as ${example}`)
    .refine((url) => !url.includes("@"), "must not hold a user or password: use the environment variables");
