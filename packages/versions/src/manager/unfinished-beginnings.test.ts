import { describeUnfinishedBeginnings } from "../testing/refusals/unfinished-beginnings.fixture.js";

describeUnfinishedBeginnings("doltlite");
describeUnfinishedBeginnings("dolt");
