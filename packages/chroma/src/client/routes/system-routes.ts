import type { EmbeddedServices } from "../embedded-services.js";
import type { Routes } from "../in-process-api.js";

const tenant = "default_tenant";
const database = "default_database";

/** What a server says of itself. */
export function systemRoutes(place: EmbeddedServices): Routes {
  const service = () => place.service(tenant, database);
  return {
    "GET /api/v2/heartbeat": async () => ({
      "nanosecond heartbeat": (await (await service()).heartbeat()) * 1e6,
    }),
    "GET /api/v2/version": async () => (await service()).version(),
    // Vectors are handed over as they are: the client must not encode them.
    "GET /api/v2/pre-flight-checks": async () => ({
      max_batch_size: await (await service()).maxBatchSize(),
      supports_base64_encoding: false,
    }),
    "GET /api/v2/auth/identity": () => Promise.resolve({ user_id: "", tenant, databases: [database] }),
    "POST /api/v2/reset": async () => {
      await (await service()).reset();
      return true;
    },
  };
}
