import type { Words } from "../words.ts";

const own: Words["own"] = {
  title: "My circle",
};
export default own;
