import { InvalidArgumentError } from "commander";

/** Reads a flag that counts something, from 1. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError("A whole number from 1 is needed.");
  return value;
}
