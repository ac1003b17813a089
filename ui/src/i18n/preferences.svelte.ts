/** What a reader chose for themselves: language, digits, light or dark. Kept in this browser only. */
import { numeral, say, type Digits, type Language, type Values, type Word } from "./words";

export type Theme = "auto" | "light" | "dark";

export const preferences: { language: Language; digits: Digits; theme: Theme } = $state({
  language: "ar",
  digits: "latn",
  theme: "auto",
});

/** Arabic where the browser asks for it before English, or asks for neither: most of those who document read it first. */
export function firstLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    if (tag.toLowerCase().startsWith("ar")) return "ar";
    if (tag.toLowerCase().startsWith("en")) return "en";
  }
  return asked.length > 0 ? "en" : "ar";
}

function kept<T extends string>(name: string, allowed: readonly T[]): T | null {
  try {
    const value = localStorage.getItem(`tawthiq.${name}`);
    return allowed.find((one) => one === value) ?? null;
  } catch {
    return null; // a browser that keeps nothing still works
  }
}

/** Keep a small choice in this browser; silently not where it keeps nothing. */
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`tawthiq.${name}`, value);
  } catch {
    // a private window may refuse; the choice then lasts as long as the page
  }
}

/** Whether a small choice was kept. */
export function wasKept(name: string, value: string): boolean {
  return kept(name, [value]) !== null;
}

function show(): void {
  const root = document.documentElement;
  root.lang = preferences.language;
  root.dir = preferences.language === "ar" ? "rtl" : "ltr";
  if (preferences.theme === "auto") delete root.dataset["theme"];
  else root.dataset["theme"] = preferences.theme;
}

export function startPreferences(): void {
  preferences.language = kept("language", ["ar", "en"]) ?? firstLanguage(navigator.languages);
  preferences.digits = kept("digits", ["arab", "latn"]) ?? "latn";
  preferences.theme = kept("theme", ["auto", "light", "dark"]) ?? "auto";
  show();
}

export function prefer(choice: Partial<typeof preferences>): void {
  Object.assign(preferences, choice);
  for (const [name, value] of Object.entries(choice)) keep(name, value);
  show();
}

/** A word in the reader's language. */
export function t(word: Word, values: Values = {}): string {
  return say(word, values, preferences.language, preferences.digits);
}

/** A number in the reader's digits. */
export function num(value: number, most = 2): string {
  return numeral(value, preferences.language, preferences.digits, most);
}
