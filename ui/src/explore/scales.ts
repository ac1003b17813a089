// From numbers to lengths: areas by harm, bins of time, ticks of an axis.

export const DAY_MS = 86_400_000;

/** Radius in pixels of a mark whose area grows with the people harmed; a mark without harm can still be hit. */
export function markRadius(harm: number, most = 22): number {
  const least = 6;
  return Math.min(most, Math.sqrt(least * least + 9 * Math.max(0, harm)));
}

/** Radius in pixels of a cluster of so many events. */
export function clusterRadius(count: number): number {
  return Math.min(34, 13 + 3 * Math.log2(Math.max(1, count)));
}

/** Days since 1970 of an ISO day. */
export function dayNumber(iso: string): number {
  return Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
}

export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export type Step = "day" | "week" | "month" | "quarter" | "year";

/** The finest step that cuts a span of days into no more bars than there is room for. */
export function stepFor(days: number, room: number): Step {
  const widths: [Step, number][] = [["day", 1], ["week", 7], ["month", 30.4], ["quarter", 91.3]];
  return widths.find(([, width]) => days / width <= room)?.[0] ?? "year";
}

/** First day of the stretch of time in which a day lies. Weeks begin on Monday. */
export function startOf(iso: string, step: Step): string {
  const [year = "1970", month = "01"] = iso.split("-");
  if (step === "year") return `${year}-01-01`;
  if (step === "quarter") return `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, "0")}-01`;
  if (step === "month") return `${year}-${month}-01`;
  if (step === "day") return iso;
  const day = dayNumber(iso);
  return isoDay(day - ((((day + 3) % 7) + 7) % 7));
}

/** First day of the next stretch. */
export function nextStart(iso: string, step: Step): string {
  if (step === "day") return isoDay(dayNumber(iso) + 1);
  if (step === "week") return isoDay(dayNumber(iso) + 7);
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + { month: 1, quarter: 3, year: 12 }[step]);
  return date.toISOString().slice(0, 10);
}

/** Round numbers from zero up to the greatest, three to six of them, whole ones only. */
export function ticks(most: number): number[] {
  if (most <= 0) return [0];
  const raw = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= raw && Number.isInteger(n)) ?? Math.ceil(raw);
  const found: number[] = [];
  for (let value = 0; value < most + step; value += step) found.push(value);
  return found;
}
