export type Theme = "system" | "light" | "dark" | "contrast" | "contrast-dark";

/** Shows the page in a theme; `system` follows the device. Remembering it is the app's. */
export function applyTheme(theme: Theme, root: HTMLElement = document.documentElement) {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}
