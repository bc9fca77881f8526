import { describeCrashes } from "../testing/crash-contract.fixture.js";

describeCrashes("private-dolt");
