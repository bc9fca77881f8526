import { describeManagerContract } from "../testing/manager-contract.fixture.js";

describeManagerContract("doltlite");
describeManagerContract("dolt");
