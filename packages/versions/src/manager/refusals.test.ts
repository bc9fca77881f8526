import { describeOperationRefusals } from "../testing/refusals/operation-refusals.fixture.js";

describeOperationRefusals("doltlite");
describeOperationRefusals("dolt");
