/** A report's text cut where any mark begins or ends, so that marks may overlap. Offsets are code points. */
import type { FieldName } from "./fields";

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly field: FieldName;
  /** Index of the value in its list; 0 for one value. */
  readonly item: number;
}

export interface ClauseOf {
  readonly start: number;
  readonly end: number;
  /** Number of the event that the clause carries. */
  readonly n: number;
}

export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Marks over this stretch, in the order of the form. */
  readonly marks: readonly Mark[];
  /** Marks that begin here: their number is shown once. */
  readonly begins: readonly Mark[];
  /** Whether the stretch is in a clause of the event on the form. */
  readonly inClause: boolean;
  /** Events, other than that one, whose clauses hold the stretch. */
  readonly others: readonly number[];
}

/**
 * Segments in order, covering the text exactly once; what reaches beyond the text, or holds nothing, is left out.
 *
 * @param length of the text.
 * @param current number of the event on the form; null for none.
 */
export function segmentsOf(length: number, marks: readonly Mark[], clauses: readonly ClauseOf[], current: number | null): Segment[] {
  const fits = (one: { start: number; end: number }): boolean => one.start >= 0 && one.start < one.end && one.end <= length;
  const kept = marks.filter(fits);
  const told = clauses.filter(fits);
  const cuts = new Set([0, length]);
  for (const one of [...kept, ...told]) cuts.add(one.start).add(one.end);
  const edges = [...cuts].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (let at = 0; at + 1 < edges.length; at++) {
    const start = edges[at] ?? 0;
    const end = edges[at + 1] ?? length;
    const over = (one: { start: number; end: number }): boolean => one.start <= start && end <= one.end;
    const here = kept.filter(over);
    const events = new Set(told.filter(over).map((one) => one.n));
    segments.push({
      start,
      end,
      marks: here,
      begins: here.filter((one) => one.start === start),
      inClause: current !== null && events.has(current),
      others: [...events].filter((n) => n !== current).sort((a, b) => a - b),
    });
  }
  return segments;
}
