import type { Words } from "../words.ts";

const search: Words["search"] = {
  title: "Other clients",
};
export default search;
