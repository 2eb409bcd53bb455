import { Language } from "@kring/domain/contract";
import { applyTheme, type Theme } from "@kring/ui";

export const themes = ["system", "light", "dark", "contrast", "contrast-dark"] as const satisfies Theme[];

/** Language and look are the only things that stay on a device after signing out. */
const keys = { theme: "kring.theme", language: "kring.language" };

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be switched off; then it holds for this visit.
  }
}

export const rememberedTheme = (): Theme => themes.find((theme) => theme === read(keys.theme)) ?? "system";

export function rememberTheme(theme: Theme): void {
  write(keys.theme, theme);
  applyTheme(theme);
}

/** The language chosen on this device, else the browser's when it is English, else Dutch. */
export function rememberedLanguage(): Language {
  const chosen = Language.safeParse(read(keys.language));
  if (chosen.success) return chosen.data;
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "nl";
}

export const rememberLanguage = (language: Language): void => write(keys.language, language);

let chosen: Language | null = null;

/** Somebody chose a language before signing in: it becomes their account's language when they have. */
export function chooseLanguageBeforeSignIn(language: Language): void {
  chosen = language;
  rememberLanguage(language);
}

/** The choice made before signing in, once. */
export function takeChosenLanguage(): Language | null {
  const taken = chosen;
  chosen = null;
  return taken;
}
