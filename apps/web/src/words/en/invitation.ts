import type { Words } from "../words.ts";

const invitation: Words["invitation"] = {
  title: "Invitation",
};
export default invitation;
