// The range of harm and the claims behind it, as the parts of a bar: one row a family of sources, one tick a claim.

export interface HarmRange {
  low: number;
  best: number | null;
  high: number | null;
}

export interface HarmClaim {
  report: string;
  source: string | null;
  source_family: number;
  speakers: readonly string[];
  harm: string;
  group: string;
  min: number;
  max: number | null;
  part: boolean;
  text: string;
  published?: string | null;
}

export interface Tick {
  claim: HarmClaim;
  /** Shares of the bar's width, 0 to 1. */
  start: number;
  end: number;
  /** Whether the claim sets no upper bound: "at least". */
  open: boolean;
}

export interface HarmBar {
  harm: Harm;
  group: string;
  range: HarmRange;
  low: number;
  best: number | null;
  high: number | null;
  rows: { family: number; ticks: Tick[] }[];
}

export const HARMS = ["killed", "injured", "detained"] as const;
export type Harm = (typeof HARMS)[number];

/** The number at the far end of all bars of one harm, so that a group is seen beside the whole. */
export function harmWidth(harm: Harm, ranges: Readonly<Record<string, HarmRange>>, claims: readonly HarmClaim[]): number {
  const told = claims.filter((c) => c.harm === harm);
  const all = Object.values(ranges);
  const most = Math.max(1, ...all.map((r) => Math.max(r.low, r.best ?? 0, r.high ?? 0)), ...told.map((c) => c.max ?? c.min));
  const open = all.some((r) => r.high === null) || told.some((c) => c.max === null);
  // An open range needs room beyond the greatest number told, or "at least" would look like "exactly".
  return open ? most * 1.2 : most;
}

/** The bar of one harm and group ("all" for totals), null where nothing is told of it; `width` is that of `harmWidth`. */
export function harmBar(harm: Harm, group: string, range: HarmRange | undefined, claims: readonly HarmClaim[], width: number): HarmBar | null {
  if (range === undefined) return null;
  const told = claims.filter((c) => c.harm === harm && (group === "all" ? !c.part : c.group === group));
  const share = (n: number): number => n / width;
  const families = [...new Set(told.map((c) => c.source_family))].sort((a, b) => a - b);
  return {
    harm,
    group,
    range,
    low: share(range.low),
    best: range.best === null ? null : share(range.best),
    high: range.high === null ? null : share(range.high),
    rows: families.map((family) => ({
      family,
      ticks: told
        .filter((c) => c.source_family === family)
        .map((claim) => ({ claim, start: share(claim.min), end: share(claim.max ?? claim.min), open: claim.max === null })),
    })),
  };
}

/** Groups of a harm other than "all" that have a range, in the codebook's order. */
export function groupsOf(ranges: Readonly<Record<string, HarmRange>>): string[] {
  const order = ["civilians", "children", "women", "men", "elderly", "fighters", "officers", "medics", "journalists",
    "aid-workers", "protesters", "prisoners", "unspecified"];
  return Object.keys(ranges)
    .filter((group) => group !== "all")
    .sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** "5", "5–7", "5+" or "0"; `format` writes a number in the reader's digits. */
export function rangeText(range: HarmRange, format: (n: number) => string): string {
  if (range.high === null) return `${format(range.low)}+`;
  return range.low === range.high ? format(range.low) : `${format(range.low)}–${format(range.high)}`;
}
