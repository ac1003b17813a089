// How an event's grade shows as the outline of its mark: the surer, the more solid.

export const GRADES = ["confirmed", "fair", "weak", "contested", "discounted"] as const;
export type Grade = (typeof GRADES)[number];

export interface Outline {
  /** Width in pixels at the mark's own size. */
  width: number;
  /** Lengths of dashes and gaps; empty for a solid line. */
  dash: readonly number[];
  /** Whether a second, outer line stands around the first. */
  double: boolean;
  /** Whether the inside is filled; fighters alone were hurt where it is not. */
  filled: boolean;
}

export const OUTLINES: Record<Grade, Outline> = {
  confirmed: { width: 2, dash: [], double: true, filled: true },
  fair: { width: 2, dash: [], double: false, filled: true },
  weak: { width: 1.5, dash: [2, 2], double: false, filled: true },
  contested: { width: 2, dash: [5, 3], double: false, filled: true },
  discounted: { width: 2, dash: [], double: false, filled: false },
};

export function gradeOf(value: unknown): Grade {
  return (GRADES as readonly unknown[]).includes(value) ? (value as Grade) : "weak";
}
