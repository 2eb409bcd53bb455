export { DEMO_PASSWORD, type DemoName, demoConversations, demoLinks, demoPeople, demoTools } from "@kring/domain/demo";
