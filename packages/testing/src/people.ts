export { DEMO_PASSWORD, type DemoName, demoConversations, demoLinks, demoPeople } from "@kring/domain/demo";
