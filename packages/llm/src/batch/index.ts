export { BatchDesk, type BatchDeskOptions, type BatchStanding } from "./batch-desk.js";
export { BatchJournal } from "./batch-journal.js";
export { BATCH_SERVICES, type BatchServiceName } from "./batching-fetch.js";
