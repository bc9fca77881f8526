import type { AdminClient } from "chromadb";

const letters = { name: "letters", tenant: "tenant" };

/** Calls on tenants and databases, one after the other; mistakes among them. */
export const adminCalls: readonly ((admin: AdminClient) => Promise<unknown>)[] = [
  (admin) => admin.createTenant({ name: "tenant" }),
  (admin) => admin.createTenant({ name: "tenant" }),
  (admin) => admin.createTenant({ name: "t" }),
  (admin) => admin.getTenant({ name: "tenant" }),
  (admin) => admin.getTenant({ name: "nobody" }),
  (admin) => admin.createDatabase(letters),
  (admin) => admin.createDatabase(letters),
  (admin) => admin.createDatabase({ ...letters, name: "d" }),
  (admin) => admin.createDatabase({ ...letters, name: "other" }),
  (admin) => admin.createDatabase({ ...letters, tenant: "nobody" }),
  (admin) => admin.getDatabase(letters),
  (admin) => admin.getDatabase({ ...letters, name: "none" }),
  async (admin) => (await admin.listDatabases({ tenant: "tenant" })).map(({ name }) => name).sort(),
  async (admin) => (await admin.listDatabases({ tenant: "tenant", limit: 1 })).length,
  (admin) => admin.listDatabases({ tenant: "tenant", offset: 9 }),
  (admin) => admin.listDatabases({ tenant: "unknown" }),
  (admin) => admin.deleteDatabase(letters),
  (admin) => admin.deleteDatabase(letters),
  (admin) => admin.deleteDatabase({ ...letters, name: "d" }),
];
