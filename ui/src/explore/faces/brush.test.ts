import { describe, expect, test } from "vitest";
import { barAt, daysOf, labelled, slot, span, stretchOf, type Axis, type TimeBar } from "./brush";

const bars: TimeBar[] = [
  ["2016-01-01", "2016-01-31"], ["2016-02-01", "2016-02-29"], ["2016-03-01", "2016-03-31"], ["2016-04-01", "2016-04-30"],
].map(([start = "", end = ""]) => ({ start, end, events: 1, families: {} }));

describe.each([false, true])("axis, mirrored %s", (mirrored) => {
  const axis: Axis = { width: 400, count: 4, mirrored };

  test("a place leads back to its bar", () => {
    for (let n = 0; n < 4; n++) expect(barAt(axis, slot(axis, n).x + 50)).toBe(n);
    expect(slot(axis, 0).x).toBe(mirrored ? 300 : 0);
  });

  test("a place outside gives the nearest bar", () => {
    expect([barAt(axis, -50), barAt(axis, 999)]).toEqual(mirrored ? [3, 0] : [0, 3]);
  });

  test("a stretch covers its bars", () => {
    expect(span(axis, [1, 2])).toEqual({ x: 100, width: 200 });
  });
});

describe("stretch", () => {
  test.each([
    ["nothing", "", "", null],
    ["within the bars", "2016-02-10", "2016-03-05", [1, 2]],
    ["an open end", "2016-03-01", "", [2, 3]],
    ["an open start", "", "2016-02-01", [0, 1]],
    ["before all", "2015-01-01", "2015-02-01", [0, 0]],
    ["after all", "2017-01-01", "", [3, 3]],
  ])("of %s", (_name, from, to, expected) => {
    expect(stretchOf(bars, from, to)).toEqual(expected);
  });

  test("days of a stretch choose it again; all of the time chooses nothing", () => {
    const days = daysOf(bars, [1, 2]);
    expect(days).toEqual({ from: "2016-02-01", to: "2016-03-31" });
    expect(stretchOf(bars, days.from, days.to)).toEqual([1, 2]);
    expect(daysOf(bars, [0, 3])).toEqual({ from: "", to: "" });
  });
});

test("labels keep clear of each other", () => {
  expect(labelled({ width: 400, count: 40, mirrored: false })).toEqual([0, 9, 18, 27, 36]);
  expect(labelled({ width: 0, count: 3, mirrored: false }, 88).length).toBe(1);
});
