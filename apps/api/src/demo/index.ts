export { seedDemoPeople } from "./seed-demo-people.ts";
