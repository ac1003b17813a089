/**
 * Code points and UTF-16 units. Records count code points; JavaScript's strings and selections count units, two for
 * a sign outside the first plane (an emoji, which posts are full of). Every offset is turned here and nowhere else.
 */
export class Points {
  /** Code point index of each sign that takes two units, in order. */
  readonly #wide: number[] = [];
  /** Length in code points. */
  readonly length: number;

  constructor(readonly text: string) {
    let point = 0;
    for (let unit = 0; unit < text.length; point++) {
      const wide = (text.codePointAt(unit) ?? 0) > 0xffff;
      if (wide) this.#wide.push(point);
      unit += wide ? 2 : 1;
    }
    this.length = point;
  }

  /** Unit where a code point begins; beyond the text, its end. */
  unit(point: number): number {
    const kept = Math.max(0, Math.min(point, this.length));
    return kept + this.#before(kept);
  }

  /** Code point that a unit stands in or before; inside a pair, the one that the pair makes. */
  point(unit: number): number {
    const kept = Math.max(0, Math.min(unit, this.text.length));
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // the pair with number `middle` begins at unit wide + middle and ends two further
      if ((this.#wide[middle] ?? 0) + middle + 2 <= kept) low = middle + 1;
      else high = middle;
    }
    const inside = low < this.#wide.length && (this.#wide[low] ?? 0) + low + 1 === kept;
    return kept - low - (inside ? 1 : 0);
  }

  /** The text between two code points. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  /** How many wide signs stand before a code point. */
  #before(point: number): number {
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#wide[middle] ?? 0) < point) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
