// The timeline's geometry: bars along an axis that runs with the direction of reading, and a stretch of them chosen.

export interface TimeBar {
  readonly start: string;
  readonly end: string;
  readonly events: number;
  readonly families: Readonly<Record<string, number>>;
}

/** A chosen stretch of bars, first and last, both in it. */
export type Stretch = readonly [number, number];

/** The axis: bar number to place and back; with `mirrored` it runs from right to left. */
export interface Axis {
  readonly width: number;
  readonly count: number;
  readonly mirrored: boolean;
}

/** Left edge and width of a bar. */
export function slot(axis: Axis, n: number): { x: number; width: number } {
  const width = axis.width / Math.max(1, axis.count);
  return { x: axis.mirrored ? axis.width - (n + 1) * width : n * width, width };
}

/** The bar at a place; the nearest where it lies outside. */
export function barAt(axis: Axis, x: number): number {
  const n = Math.floor(((axis.mirrored ? axis.width - x : x) / Math.max(1, axis.width)) * axis.count);
  return Math.max(0, Math.min(axis.count - 1, n));
}

/** Left edge and width of a stretch. */
export function span(axis: Axis, [first, last]: Stretch): { x: number; width: number } {
  const [one, other] = [slot(axis, first), slot(axis, last)];
  const x = Math.min(one.x, other.x);
  return { x, width: Math.max(one.x + one.width, other.x + other.width) - x };
}

/** The stretch that days choose; null where they choose all. */
export function stretchOf(bars: readonly TimeBar[], from: string, to: string): Stretch | null {
  if ((from === "" && to === "") || bars.length === 0) return null;
  const first = from === "" ? 0 : bars.findIndex((bar) => bar.end >= from);
  const after = to === "" ? -1 : bars.findIndex((bar) => bar.start > to);
  const last = after === -1 ? bars.length - 1 : after - 1;
  if (first === -1) return [bars.length - 1, bars.length - 1];
  return [first, Math.max(first, last)];
}

/** Days of a stretch; empty where it is all of the time. */
export function daysOf(bars: readonly TimeBar[], [first, last]: Stretch): { from: string; to: string } {
  if (first <= 0 && last >= bars.length - 1) return { from: "", to: "" };
  return { from: bars[first]?.start ?? "", to: bars[last]?.end ?? "" };
}

/** Bars under which a day is written, as many as have room. */
export function labelled(axis: Axis, room = 88): number[] {
  const every = Math.max(1, Math.ceil(room / Math.max(1, axis.width / Math.max(1, axis.count))));
  return Array.from({ length: Math.ceil(axis.count / every) }, (_, i) => i * every);
}
