import type { Language } from "@kring/domain/contract";

/** On an iPhone only once the app stands on the home screen. */
export const canPush = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

export const registerWorker = (language: Language): Promise<ServiceWorkerRegistration> =>
  navigator.serviceWorker.register(`/push-worker.js?language=${language}`);

/** There is one only where somebody wanted to be told. */
export const findWorker = async (): Promise<ServiceWorkerRegistration | undefined> =>
  canPush() ? navigator.serviceWorker.getRegistration() : undefined;

/** What shows on this device speaks the language that its owner chose. */
export async function keepWorkerInLanguage(language: Language): Promise<void> {
  if (await findWorker()) await registerWorker(language);
}
