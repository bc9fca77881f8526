import { describeManagerContract } from "../testing/manager-contract.fixture.js";
import { describeMergeBehaviour } from "../testing/merge-behaviour.fixture.js";

describeManagerContract("doltlite");
describeManagerContract("dolt");
describeMergeBehaviour("doltlite");
describeMergeBehaviour("dolt");
