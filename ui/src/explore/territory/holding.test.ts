import { expect, test } from "vitest";
import { changeDays, heldOn, holderColours, holders, initials, type Change } from "./holding";

const change = (event_id: string, date: string | null, place_id: string | null, to: string | null): Change => ({
  event_id, date, place_id, to, place: { ar: `م ${place_id ?? event_id}`, en: null }, lat: 1, lon: 2,
});
const changes = [
  change("e1", "2016-01-05", "a", "x"), change("e2", "2016-02-01", "b", "x"), change("e3", "2016-02-01", "a", "y"),
  change("e4", null, "c", "y"), change("e5", "2016-05-01", "b", null), change("e6", "2016-06-01", null, "z"),
];

test("each place has its last change up to the day", () => {
  expect(heldOn(changes, "2016-01-31").map((one) => one.event_id)).toEqual(["e1"]);
  expect(heldOn(changes, "2016-03-01").map((one) => one.event_id).sort()).toEqual(["e2", "e3"]);
  expect(heldOn(changes, "2015-01-01")).toEqual([]);
});

test("a change that names no new holder, or no day, moves nobody", () => {
  expect(heldOn(changes, "2030-01-01").map((one) => one.event_id).sort()).toEqual(["e2", "e3", "e6"]);
});

test("days are those of changes, each once", () => {
  expect(changeDays(changes)).toEqual(["2016-01-05", "2016-02-01", "2016-05-01", "2016-06-01"]);
});

test("holders are counted by places and keep their colour on every day", () => {
  expect(holders(heldOn(changes, "2016-03-01"))).toEqual([{ id: "x", places: 1 }, { id: "y", places: 1 }]);
  const colours = holderColours(changes);
  expect(new Set(colours.values()).size).toBe(3);
});

test.each([["Government of Syria", "GS"], ["الجيش الوطني السوري", "جو"], ["Houthis", "H"], ["", ""]])("initials of %s", (name, expected) => {
  expect(initials(name)).toBe(expected);
});
