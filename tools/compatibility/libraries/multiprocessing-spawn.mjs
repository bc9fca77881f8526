import { multiprocessing } from "../shared/multiprocessing.mjs";

export default multiprocessing("spawn");
