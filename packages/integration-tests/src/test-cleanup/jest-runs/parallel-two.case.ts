import { describeParallelFile } from "./parallel.js";

describeParallelFile("two", "one");
