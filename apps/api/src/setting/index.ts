export { holdSetting, isSecondFactorRequiredOfProfessionals, readSetting } from "./setting-store.ts";
