import { createHmac, timingSafeEqual } from "node:crypto";
import { userKey } from "../trust/user-store.js";

const SALT = "stemma state directory\0";

/** What shows that this user's Stemma made a state directory of this id; `undefined` where no key can be kept. */
export async function sealOf(id: string): Promise<string | undefined> {
  const key = await userKey();
  return key === undefined ? undefined : createHmac("sha256", key).update(SALT).update(id).digest("hex");
}

/** Whether the seal is this user's own. */
export async function isSealed(id: string | undefined, seal: string | undefined): Promise<boolean> {
  if (id === undefined || seal === undefined) return false;
  const own = await sealOf(id);
  return (
    own !== undefined && own.length === seal.length && timingSafeEqual(Buffer.from(own), Buffer.from(seal))
  );
}
