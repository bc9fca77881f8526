import { describeEmptyHistories } from "../testing/empty-histories.fixture.js";

describeEmptyHistories("doltlite");
describeEmptyHistories("dolt");
