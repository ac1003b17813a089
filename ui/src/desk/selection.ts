/** Selected words of the report as code points, and code points as a selection. */
import type { Span } from "../api/types";
import type { Points } from "./points";

/** Unit offset of a place in the document inside a holder whose text is exactly the report's; null outside it. */
function unitAt(holder: Node, node: Node, offset: number): number | null {
  if (!holder.contains(node)) return null;
  const range = document.createRange();
  range.selectNodeContents(holder);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** The selected words inside a holder, trimmed of space; null where none are selected. */
export function selectedSpan(holder: Node, points: Points): Span | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = unitAt(holder, range.startContainer, range.startOffset);
  const end = unitAt(holder, range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  return trimmed({ start: points.point(start), end: points.point(end) }, points);
}

/** A stretch without the space at its ends; null where nothing else is in it. */
export function trimmed(span: Span, points: Points): Span | null {
  const text = points.slice(span.start, span.end);
  const inner = text.trim();
  if (inner === "") return null;
  const start = span.start + [...text.slice(0, text.length - text.trimStart().length)].length;
  return { start, end: start + [...inner].length };
}

/** Select a stretch of the holder's text, as if a person had. */
export function select(holder: Node, points: Points, span: Span): void {
  const range = document.createRange();
  const [startNode, startOffset] = placeOf(holder, points.unit(span.start));
  const [endNode, endOffset] = placeOf(holder, points.unit(span.end));
  range.setStart(startNode, startOffset);
  range.setEnd(endNode, endOffset);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

function placeOf(holder: Node, unit: number): [Node, number] {
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  let left = unit;
  let last: Node = holder;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (left <= length) return [node, left];
    left -= length;
    last = node;
  }
  return [last, last.nodeValue?.length ?? 0];
}

/** Stretches of the words of a text, in code points: what the word cursor moves over. */
export function wordsIn(points: Points): Span[] {
  const words: Span[] = [];
  for (const found of points.text.matchAll(/[\p{L}\p{M}\p{N}_ـ]+(?:[.\-'’][\p{L}\p{M}\p{N}_ـ]+)*/gu)) {
    const start = points.point(found.index);
    words.push({ start, end: start + [...found[0]].length });
  }
  return words;
}

/** A cursor over words: where it stands, and from where words are taken. */
export interface WordCursor {
  readonly anchor: number;
  readonly head: number;
}

/** The cursor after a step; it stays inside the text. */
export function moved(cursor: WordCursor, by: number, count: number, extend: boolean): WordCursor {
  const head = Math.max(0, Math.min(count - 1, cursor.head + by));
  return { anchor: extend ? cursor.anchor : head, head };
}

/** What a cursor takes in. */
export function cursorSpan(cursor: WordCursor, words: readonly Span[]): Span | null {
  const first = words[Math.min(cursor.anchor, cursor.head)];
  const last = words[Math.max(cursor.anchor, cursor.head)];
  return first && last ? { start: first.start, end: last.end } : null;
}
