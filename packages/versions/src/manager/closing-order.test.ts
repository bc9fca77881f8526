import { describeClosingOrders } from "../testing/closing-order.fixture.js";

describeClosingOrders("doltlite");
describeClosingOrders("dolt");
