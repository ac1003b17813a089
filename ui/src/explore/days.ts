/** Days and stretches of time in the reader's language and digits. */
import { num, preferences } from "../i18n/preferences.svelte";
import { dayText } from "./headline";

const plain = (n: number): string => num(n).replace(/[,٬]/g, "");

/** "20 February 2018"; `country` chooses the names of Arabic months. */
export function day(iso: string | null | undefined, country?: string | null): string {
  return iso ? dayText(iso, preferences.language, country, plain) : "";
}

/** One day, or the first and the last of a stretch. */
export function days(start: string | null | undefined, end: string | null | undefined, country?: string | null): string {
  if (!start) return "";
  return !end || end === start ? day(start, country) : `${day(start, country)} – ${day(end, country)}`;
}

/** A short label of a stretch on an axis: a year, or a month and its year, or a day. */
export function axisDay(iso: string, step: string): string {
  const [year = "", month = "", dayOfMonth = ""] = iso.split("-");
  const parts = step === "year" ? [year] : step === "month" ? [year, month] : [year, month, dayOfMonth];
  return parts.map((part) => [...part].map((digit) => num(Number(digit))).join("")).join("-");
}

/** A number without marks of thousands, as years and counts in sentences want it. */
export { plain };
