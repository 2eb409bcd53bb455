import type { Words } from "../words.ts";

const client: Words["client"] = {
  title: "Clients",
};
export default client;
