const browsers: readonly [name: string, mark: RegExp][] = [
  ["Edge", /\bEdg(?:A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|CriOS|Chromium)\//],
  ["Safari", /\bVersion\/[\d.]+.*\bSafari\//],
];

const systems: readonly [name: string, mark: RegExp][] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["macOS", /\bMac(?:intosh| OS X)\b/],
  ["Linux", /\bLinux\b/],
];

const find = (list: readonly [string, RegExp][], text: string) => list.find(([, mark]) => mark.test(text))?.[0];

/** Browser and system in words, from a User-Agent; null where it says nothing. */
export function describeDevice(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const words = [find(browsers, userAgent), find(systems, userAgent)].filter((word) => word !== undefined);
  return words.length === 0 ? null : words.join(", ");
}
