// Loaded when a text is given: most decisions need no model.
export { embedOwnText } from "@stemma/pipeline/collections";
