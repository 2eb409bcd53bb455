import type { Words } from "../words.ts";

const tool: Words["tool"] = {
  title: "Tool",
};
export default tool;
