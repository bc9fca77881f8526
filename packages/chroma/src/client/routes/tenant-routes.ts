import type { ChromaTenants } from "../../api/chroma-tenants.js";
import type { EmbeddedServices } from "../embedded-services.js";
import type { ApiRequest, Routes } from "../in-process-api.js";

interface Named {
  readonly name: string;
}

/** Tenants and databases, as the npm client's AdminClient asks for them. */
export function tenantRoutes(place: EmbeddedServices): Routes {
  const tenants = async (): Promise<ChromaTenants> =>
    (await place.service("default_tenant", "default_database")).tenants;
  return {
    "POST /api/v2/tenants": async ({ body }) => (await tenants()).createTenant(body as Named),
    "GET /api/v2/tenants/{tenant_name}": async ({ path }) => ({
      name: await (await tenants()).getTenant({ name: path?.["tenant_name"] ?? "" }),
    }),
    "GET /api/v2/tenants/{tenant}/databases": async ({ path, query }) =>
      (await tenants()).listDatabases({ ...query, tenant: path?.["tenant"] ?? "" }),
    "POST /api/v2/tenants/{tenant}/databases": async ({ path, body }) =>
      (await tenants()).createDatabase({ name: (body as Named).name, tenant: path?.["tenant"] ?? "" }),
    "GET /api/v2/tenants/{tenant}/databases/{database}": async (request) =>
      (await tenants()).getDatabase(databaseOf(request)),
    "DELETE /api/v2/tenants/{tenant}/databases/{database}": async (request) =>
      (await tenants()).deleteDatabase(databaseOf(request)),
  };
}

function databaseOf({ path }: ApiRequest): { name: string; tenant: string } {
  return { name: path?.["database"] ?? "", tenant: path?.["tenant"] ?? "" };
}
