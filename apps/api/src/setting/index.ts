export { isSecondFactorRequiredOfProfessionals, readSetting } from "./setting-store.ts";
