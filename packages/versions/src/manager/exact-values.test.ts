import { describeExactValues } from "../testing/exact-values.fixture.js";

describeExactValues("doltlite");
describeExactValues("dolt");
