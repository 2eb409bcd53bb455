import type { Words } from "../words.ts";

const logPage: Words["log-page"] = {
  title: "Log",
};
export default logPage;
