import { hasErrorCode, withoutUndefined } from "@stemma/core";
import { ChromaServerError } from "chromadb";
import type { ChromaCollection } from "../../api/chroma-collection.js";
import type { CollectionConfiguration, CreateCollectionRequest } from "../../api/collection-requests.js";
import type { PythonCollectionDescription } from "../../embedded/python-collections.js";
import { NotSupportedError } from "../../errors/not-supported-error.js";
import type { Metadata } from "../../model/metadata.js";
import type { DescribedCollection } from "../../service/chroma-backend.js";
import { withoutDefaultEmbeddingFunction } from "../default-embedding-function.js";
import type { EmbeddedServices } from "../embedded-services.js";
import type { ApiRequest, Route, Routes } from "../in-process-api.js";
import { addressOf } from "./request-address.js";

const collections = "/api/v2/tenants/{tenant}/databases/{database}/collections";
const collection = `${collections}/{collection_id}`;

interface CreationBody {
  readonly name: string;
  readonly configuration?: CollectionConfiguration;
  readonly metadata?: Metadata | null;
  readonly get_or_create?: boolean;
  readonly schema?: object | null;
}

interface ChangeBody {
  readonly new_name?: string;
  readonly new_metadata?: Metadata | null;
  readonly new_configuration?: CollectionConfiguration;
}

/** Collections as a whole. */
export function collectionRoutes(place: EmbeddedServices): Routes {
  const serviceOf = (request: ApiRequest) => {
    const { tenant, database } = addressOf(request);
    return place.service(tenant, database);
  };
  const answer = (request: ApiRequest, found: ChromaCollection) =>
    collectionJson(place.remember(found), addressOf(request));
  return {
    [`GET ${collections}`]: async (request) => {
      const found = await (await serviceOf(request)).listCollections(request.query);
      return found.map((each) => answer(request, each));
    },
    [`GET ${collections}_count`]: async (request) => (await serviceOf(request)).countCollections(),
    [`POST ${collections}`]: async (request) => {
      const body = request.body as CreationBody;
      const service = await serviceOf(request);
      const wanted = creationRequest(body);
      return answer(
        request,
        await (body.get_or_create ? service.getOrCreateCollection(wanted) : service.createCollection(wanted)),
      );
    },
    [`GET ${collection}`]: async (request) => {
      const name = addressOf(request).collection;
      return answer(request, await (await serviceOf(request)).getCollection({ name }));
    },
    [`GET ${collections}/by-id/{collection_id}`]: async (request) => {
      const id = addressOf(request).collection;
      return answer(request, await (await serviceOf(request)).getCollectionById({ id }));
    },
    "GET /api/v2/collections/{crn}": async ({ path, ...request }) => {
      const [tenant = "", database = "", name = ""] = (path?.["crn"] ?? "").split(":");
      const address = { ...request, path: { tenant, database, collection_id: name } };
      return answer(address, await (await place.service(tenant, database)).getCollection({ name }));
    },
    [`PUT ${collection}`]: async (request) => {
      const { tenant, database, collection: id } = addressOf(request);
      const { new_name: name, new_metadata, new_configuration: configuration } = request.body as ChangeBody;
      const found = await place.collection(tenant, database, id);
      const change = { name, metadata: new_metadata ?? undefined, configuration };
      await found.modify(change).catch((error: unknown) => {
        // A server does not say that the name is taken, it fails: so does this client.
        throw hasErrorCode(error, "COLLECTION_EXISTS") ? new ChromaServerError(error.message, error) : error;
      });
    },
    [`DELETE ${collection}`]: async (request) => {
      await (await serviceOf(request)).deleteCollection({ name: addressOf(request).collection });
    },
    [`POST ${collection}/fork`]: notSupported(
      "fork",
      "Copy it: `openChroma(…).copyCollection({ from, to })`.",
    ),
    [`GET ${collection}/fork_count`]: notSupported("forkCount"),
    [`GET ${collection}/indexing_status`]: notSupported("getIndexingStatus"),
    [`POST ${collection}/search`]: notSupported("search", "Use `query` with `where` and `whereDocument`."),
  };
}

function creationRequest({ name, configuration, metadata, schema }: CreationBody): CreateCollectionRequest {
  return {
    name,
    ...(configuration ? { configuration: withoutUndefined(configuration) } : {}),
    ...(metadata ? { metadata } : {}),
    ...(schema ? { schema } : {}),
  };
}

function collectionJson(found: ChromaCollection, { tenant, database }: { tenant: string; database: string }) {
  const description = (found as DescribedCollection).description as PythonCollectionDescription;
  return {
    id: found.id,
    name: found.name,
    tenant,
    database,
    metadata: found.metadata,
    configuration_json: withoutDefaultEmbeddingFunction(description.stored_configuration),
    schema: withoutDefaultEmbeddingFunction(description.schema),
  };
}

function notSupported(method: string, advice?: string): Route {
  return () =>
    Promise.reject(
      new NotSupportedError(
        `Chroma 1.5.9 has no ${method}() outside Chroma Cloud`,
        withoutUndefined({ operationName: method, advice }),
      ),
    );
}
