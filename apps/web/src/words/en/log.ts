import type { Words } from "../words.ts";

const log: Words["log"] = {
  title: "Contact history",
};
export default log;
