import { describeParallelFile } from "./parallel.js";

describeParallelFile("one", "two");
