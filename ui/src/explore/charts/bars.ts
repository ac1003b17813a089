// Bars of a chart: what the server counts, as lengths and as rows of a file.

import type { Cell } from "../download";
import { rangeText, type HarmRange } from "../harm";

export const MEASURES = ["killed", "injured", "detained", "events"] as const;
export type Measure = (typeof MEASURES)[number];

export interface Counted {
  readonly key: string;
  readonly events: number;
  readonly killed: Told;
  readonly injured: Told;
  readonly detained: Told;
}

interface Told {
  readonly low: number;
  readonly best: number | null;
  readonly high: number | null;
}

export interface ChartBar {
  readonly key: string;
  readonly value: number;
  readonly low: number;
  /** Null where no source bounds it. */
  readonly high: number | null;
}

export function readMeasure(value: string | undefined): Measure {
  return MEASURES.find((measure) => measure === value) ?? "killed";
}

/** The bars of a measure, the longest first, those without any left out. */
export function barsOf(rows: readonly Counted[], measure: Measure): ChartBar[] {
  const bars = rows.map((row): ChartBar => {
    if (measure === "events") return { key: row.key, value: row.events, low: row.events, high: row.events };
    const { low, best, high } = row[measure];
    return { key: row.key, value: best ?? low, low, high };
  });
  return bars.filter((bar) => bar.value > 0 || (bar.high ?? 1) > 0).sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));
}

/** The greatest number that the bars' scale has to hold. */
export function longest(bars: readonly ChartBar[]): number {
  return Math.max(1, ...bars.map((bar) => Math.max(bar.value, bar.high ?? 0)));
}

/** "7", or "7 (5–9)" where the sources differ. */
export function barText(bar: ChartBar, format: (n: number) => string): string {
  const range: HarmRange = { low: bar.low, best: bar.value, high: bar.high };
  if (bar.low === bar.high) return format(bar.value);
  if (bar.high === null && bar.low === bar.value) return rangeText(range, format);
  return `${format(bar.value)} (${rangeText(range, format)})`;
}

/** Figures and signs that keep their order, left to right, inside a drawing's text, which has no element to isolate them. */
export function isolated(text: string): string {
  return `\u2066${text}\u2069`;
}

export const CHART_COLUMNS = [
  "key", "name_en", "name_ar", "events", "killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high",
  "detained_low", "detained_best", "detained_high",
] as const;

/** Rows of a chart's file: every measure, whatever is drawn. */
export function chartCells(rows: readonly (Counted & { label: { en: string | null; ar: string | null } })[]): Cell[][] {
  const told = ({ low, best, high }: Told): Cell[] => [low, best, high];
  return rows.map((row) => [row.key, row.label.en, row.label.ar, row.events, ...told(row.killed), ...told(row.injured), ...told(row.detained)]);
}
