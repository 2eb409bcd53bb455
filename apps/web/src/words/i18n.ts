import type { Language } from "@kring/domain/contract";
import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Namespace } from "./words.ts";

const files = import.meta.glob<{ default: object }>("./{nl,en}/*.ts");

/** Each feature's texts are a file per language, loaded when a page of that feature is. */
const lazyFiles: BackendModule = {
  type: "backend",
  init: () => {},
  read: (language, namespace, done) => {
    const load = files[`./${language}/${namespace}.ts`];
    if (!load) return done(new Error(`No texts: ${language}/${namespace}`), null);
    load().then(
      (file) => done(null, file.default),
      (error: Error) => done(error, null),
    );
  },
};

/** Starts the texts in a language; `common` is there when this is done. */
export async function startWords(language: Language): Promise<void> {
  await i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: ["nl", "en"],
      ns: ["common"],
      defaultNS: "common",
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    });
  document.documentElement.lang = language;
}

/** Waits until the texts of a feature are there, so that its page never shows keys. */
export const loadWords = (namespace: Namespace): Promise<void> => i18next.loadNamespaces(namespace);

export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language === language) return;
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

if (import.meta.hot) {
  // While developing, a changed text shows without a reload: this module runs again and gives i18next the new files.
  import.meta.hot.accept();
  for (const [language, texts] of Object.entries(i18next.store?.data ?? {})) {
    for (const namespace of Object.keys(texts)) {
      void files[`./${language}/${namespace}.ts`]?.().then((file) => {
        i18next.addResourceBundle(language, namespace, file.default, true, true);
        i18next.emit("languageChanged", i18next.language);
      });
    }
  }
}
