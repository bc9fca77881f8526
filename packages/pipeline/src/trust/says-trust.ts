/** Variable that says to trust every tree of this process, for machines where nobody can be asked. */
export const trustVariable = "STEMMA_TRUST";

/** Whether the caller says to trust the tree, whatever is known of it. */
export function saysTrust(
  { trust }: { readonly trust?: boolean | undefined },
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  return trust ?? /^(1|true|yes)$/iu.test(environment[trustVariable] ?? "");
}
