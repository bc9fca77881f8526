/** Name of the state directory at the root of a documented tree. */
export const stateDirectoryName = ".stemma";

/** Name of the file in it that tells its format and whose it is. */
export const formatFileName = "format.json";
