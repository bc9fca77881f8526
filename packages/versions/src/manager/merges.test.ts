import { describeMerges } from "../testing/merges/describe-merges.fixture.js";

describeMerges("doltlite");
describeMerges("dolt");
