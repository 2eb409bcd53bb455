export { isSecondFactorRequiredOfProfessionals } from "./setting-store.ts";
