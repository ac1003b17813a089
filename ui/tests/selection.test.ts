import { describe, expect, it } from "vitest";
import type { PlaceCandidate, PlaceValue } from "../src/api/types";
import { asCandidate, chosen, kilometres, pinned } from "../src/desk/placing";
import { Points } from "../src/desk/points";
import { cursorSpan, moved, trimmed, wordsIn } from "../src/desk/selection";
import { readRow } from "../src/proposals/rows";

describe("words by key", () => {
  const text = "🔴 عاجل: قـ.ـصف بلدة #قلعة_المضيق، و14 جريحاً";
  const points = new Points(text);
  const words = wordsIn(points);

  it("are whole, also where they were broken to pass filters", () => {
    expect(words.map(({ start, end }) => points.slice(start, end))).toEqual(["عاجل", "قـ.ـصف", "بلدة", "قلعة_المضيق", "و14", "جريحاً"]);
  });

  it("are taken from the anchor to the head, in either direction", () => {
    const forth = moved({ anchor: 1, head: 1 }, 2, words.length, true);
    const back = moved({ anchor: 3, head: 3 }, -2, words.length, true);
    expect(cursorSpan(forth, words)).toEqual(cursorSpan(back, words));
    expect(moved(forth, 1, words.length, false)).toEqual({ anchor: 4, head: 4 });
  });

  it("end with the text", () => {
    expect(moved({ anchor: 5, head: 5 }, 12, words.length, true).head).toBe(5);
    expect(moved({ anchor: 0, head: 0 }, -12, words.length, false).head).toBe(0);
    expect(cursorSpan({ anchor: 0, head: 0 }, [])).toBeNull();
  });

  it("lose the space around them", () => {
    expect(trimmed({ start: 1, end: 7 }, points)).toEqual({ start: 2, end: 7 });
    expect(trimmed({ start: 1, end: 2 }, points)).toBeNull();
  });
});

describe("placing", () => {
  const candidate: PlaceCandidate = { id: "b", name: { ar: "ب", en: "B" }, kind: "village", country: "SY", lat: 35, lon: 37, score: 5, parts: {} };
  const place: PlaceValue = {
    name: "سقبا", within: null, lat: 33.5, lon: 36.4, radius_km: 2, geo_precision: 1, where_prec: 1, gazetteer_id: "a", label: { ar: "سقبا", en: "Saqba" },
    kind: "town", country: "SY", hierarchy_ar: ["سوريا"], hierarchy_en: ["Syria"], basis: "name", confidence: 0.5, reason: null, candidates: [candidate],
    words: [{ start: 0, end: 4, rule: "place.name" }],
  };

  it("takes a candidate, and the old choice becomes one", () => {
    const after = chosen(place, candidate);
    expect([after.gazetteer_id, after.lat, after.basis, after.confidence]).toEqual(["b", 35, "person", null]);
    expect(after.candidates).toEqual([asCandidate(place)]);
    expect(after.words).toEqual(place.words);
    expect(after.hierarchy_ar).toEqual([]); // it told of the other place
  });

  it("can be taken back", () => {
    const back = chosen(chosen(place, candidate), asCandidate(place) ?? candidate);
    expect([back.gazetteer_id, back.lat]).toEqual(["a", 33.5]);
    expect(back.candidates.map(({ id }) => id)).toEqual(["b"]);
  });

  it("sets a pin that is no row of the gazetteer", () => {
    const after = pinned(place, 33.123456789, 36.1);
    expect([after.lat, after.gazetteer_id, after.radius_km]).toEqual([33.12346, null, 0.5]);
    expect(after.candidates.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("measures on a sphere", () => {
    expect(kilometres({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(111.19, 1);
    expect(kilometres(candidate, candidate)).toBe(0);
  });
});

describe("readRow", () => {
  it("reads lines, and leaves out what has no value", () => {
    expect(readRow("alias = قوات الردع\nid = sdf\n\ngloss =\nnonsense\n=x")).toEqual({ alias: "قوات الردع", id: "sdf" });
  });
});
