import { expect, test } from "vitest";
import { barsOf, barText, chartCells, CHART_COLUMNS, longest, readMeasure, type Counted } from "./bars";

const none: Counted["killed"] = { low: 0, best: 0, high: 0 };
const row = (key: string, events: number, killed = none): Counted => ({ key, events, killed, injured: none, detained: none });
const rows = [row("a", 9), row("b", 2, { low: 5, best: 7, high: 9 }), row("c", 1, { low: 20, best: 20, high: null }), row("d", 1, { low: 5, best: 7, high: 7 })];

test("bars stand the longest first, those without any left out, equals by name", () => {
  expect(barsOf(rows, "killed").map((bar) => bar.key)).toEqual(["c", "b", "d"]);
  expect(barsOf(rows, "events").map((bar) => [bar.key, bar.value])).toEqual([["a", 9], ["b", 2], ["c", 1], ["d", 1]]);
  expect(barsOf(rows, "detained")).toEqual([]);
});

test("the scale holds the greatest number of any range", () => {
  expect(longest(barsOf(rows, "killed"))).toBe(20);
  expect(longest([{ key: "x", value: 3, low: 2, high: 12 }])).toBe(12);
  expect(longest([])).toBe(1);
});

test("a number is told with its range where sources differ", () => {
  expect(barsOf(rows, "killed").map((bar) => barText(bar, String))).toEqual(["20+", "7 (5–9)", "7 (5–7)"]);
  expect(barsOf(rows, "events").map((bar) => barText(bar, String))[0]).toBe("9");
});

test("a file has every measure under its column", () => {
  const [cells] = chartCells([{ ...row("b", 2, { low: 5, best: 7, high: 9 }), label: { en: "B", ar: null } }]);
  expect(cells).toHaveLength(CHART_COLUMNS.length);
  expect(cells?.slice(0, 7)).toEqual(["b", "B", null, 2, 5, 7, 9]);
});

test("a measure that is none is the first", () => {
  expect([readMeasure("events"), readMeasure("x"), readMeasure(undefined)]).toEqual(["events", "killed", "killed"]);
});
