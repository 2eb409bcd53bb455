import type { Words } from "../words.ts";

const setting: Words["setting"] = {
  title: "Settings",
};
export default setting;
