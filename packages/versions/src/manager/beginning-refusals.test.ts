import { describeBeginningRefusals } from "../testing/refusals/beginning-refusals.fixture.js";

describeBeginningRefusals("doltlite");
describeBeginningRefusals("dolt");
describeBeginningRefusals("private-dolt");
