import type { Words } from "../words.ts";

const proposal: Words["proposal"] = {
  title: "Proposed clients",
};
export default proposal;
