import type { Words } from "../words.ts";

const professional: Words["professional"] = {
  title: "Professionals",
};
export default professional;
