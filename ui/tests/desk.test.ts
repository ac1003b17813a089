import { describe, expect, it } from "vitest";
import type { EventForm } from "../src/api/types";
import { bareReading, changedFields, correction, emptyForm, splitForm, withoutField, withEvent, withReading } from "../src/desk/draft";
import { FIELDS, isUnstated, marksOf, tabOrder } from "../src/desk/fields";
import { actOf, keyNames, SHORTCUTS, type Pressed } from "../src/desk/keys";
import { Points } from "../src/desk/points";
import { segmentsOf, type Mark } from "../src/desk/segments";

const words = (start: number, end: number) => ({ start, end, rule: "person" });

function form(changes: Partial<EventForm> = {}): EventForm {
  return { ...emptyForm([{ start: 0, end: 40 }]), type: "shelling", ...changes };
}

describe("Points", () => {
  const texts = ["", "حلب", "🔴 عاجل: قصف", "a🔴🔴b", "🔴", "𐍈x𐍈"];
  it.each(texts)("turns every offset of %j and back", (text) => {
    const points = new Points(text);
    expect(points.length).toBe([...text].length);
    let unit = 0;
    for (const [at, sign] of [...text].entries()) {
      expect(points.unit(at)).toBe(unit);
      expect(points.point(unit)).toBe(at);
      expect(points.slice(at, at + 1)).toBe(sign);
      if (sign.length === 2) expect(points.point(unit + 1)).toBe(at);
      unit += sign.length;
    }
    expect(points.point(text.length)).toBe(points.length);
    expect(points.unit(points.length + 5)).toBe(text.length);
  });
});

describe("segmentsOf", () => {
  const mark = (start: number, end: number, field: Mark["field"] = "type"): Mark => ({ start, end, field, item: 0 });

  it("covers the text once, in order", () => {
    const cut = segmentsOf(20, [mark(3, 8), mark(5, 12, "killed"), mark(12, 20, "places")], [{ start: 0, end: 15, n: 0 }], 0);
    expect(cut.map(({ start, end }) => [start, end])).toEqual([[0, 3], [3, 5], [5, 8], [8, 12], [12, 15], [15, 20]]);
    expect(cut[2]?.marks.map(({ field }) => field)).toEqual(["type", "killed"]);
    expect(cut[2]?.begins.map(({ field }) => field)).toEqual(["killed"]);
    expect(cut.map(({ inClause }) => inClause)).toEqual([true, true, true, true, true, false]);
  });

  it("tells other events' clauses from this one's", () => {
    const clauses = [{ start: 0, end: 5, n: 0 }, { start: 3, end: 9, n: 1 }];
    expect(segmentsOf(10, [], clauses, 0).map(({ others }) => others)).toEqual([[], [1], [1], []]);
  });

  it("leaves out what reaches beyond the text or holds nothing", () => {
    expect(segmentsOf(5, [mark(2, 9), mark(3, 3), mark(-1, 2)], [], null)).toEqual([
      { start: 0, end: 5, marks: [], begins: [], inClause: false, others: [] },
    ]);
    expect(segmentsOf(0, [], [], null)).toEqual([]);
  });
});

describe("fields", () => {
  it("have keys of their own", () => {
    const keys = [...FIELDS.map(({ key }) => key), ...SHORTCUTS.map(({ key }) => key)];
    expect(new Set(keys).size).toBe(keys.length);
  });
  it("mark the words of every value", () => {
    const filled = form({ type_words: [words(0, 3)], killed: [{ group: "children", min: 2, max: 2, who: null, part: true, text: "", words: [words(5, 9)] }] });
    expect(marksOf(filled)).toEqual([
      { start: 0, end: 3, field: "type", item: 0 },
      { start: 5, end: 9, field: "killed", item: 0 },
    ]);
  });
  it("put the doubtful first under Tab", () => {
    expect(tabOrder({ date: 0.2, places: 0.9 })[0]?.name).toBe("date");
    expect(tabOrder({})).toEqual(FIELDS);
  });
});

describe("keys", () => {
  const press = (key: string, code: string, more: Partial<Pressed> = {}): Pressed => ({ key, code, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });
  it.each([
    ["a on a Latin keyboard", press("a", "KeyA"), "accept"],
    ["a on an Arabic keyboard", press("ش", "KeyA"), "accept"],
    ["a on a French keyboard, where Q stands elsewhere", press("a", "KeyQ"), "accept"],
    ["the Arabic question mark", press("؟", "Slash", { shiftKey: true }), "help"],
    ["a bracket on an Arabic keyboard", press("ج", "BracketLeft"), "previousEvent"],
    ["Escape", press("Escape", "Escape"), "close"],
  ])("takes %s", (_, pressed, act) => {
    expect(actOf(pressed)?.act).toBe(act);
  });
  it.each([
    ["a digit", press("1", "Digit1"), "type"],
    ["an Arabic digit", press("٧", "Digit7"), "places"],
    ["the digit's place on a French keyboard", press("&", "Digit1"), "type"],
    ["a minus", press("-", "Minus"), "attribution"],
  ])("takes %s for a field", (_, pressed, field) => {
    expect(actOf(pressed)).toEqual({ act: "field", field });
  });
  it("leaves the browser its own", () => {
    expect(keyNames(press("a", "KeyA", { ctrlKey: true }))).toEqual([]);
    expect(actOf(press("A", "KeyA", { shiftKey: true }))).toBeNull();
    expect(actOf(press("Tab", "Tab"))).toBeNull();
  });
});

describe("a draft", () => {
  const actor = (name: string, at: number) => ({ name, id: null, words: [words(at, at + 4)] });

  it("sends only what differs", () => {
    const before = form({ date: "2016-10-04", actor1: [actor("قسد", 2)] });
    const after = { ...before, date: "2016-10-05" };
    expect(changedFields(before, after)).toEqual(["date"]);
    expect(correction(before, after)).toEqual({ date: "2016-10-05", date_words: [] });
    expect(correction(before, before)).toEqual({});
  });

  it("can say of every field but the type that it is not stated", () => {
    const full = form({ date: "2016-10-04", actor1: [actor("قسد", 2)], territory: { to: "a", from: null } });
    for (const { name } of FIELDS) expect(isUnstated(withoutField(full, name), name), name).toBe(name !== "type");
  });

  it("adds what is read to a list, once, or replaces it", () => {
    const before = form({ actor1: [actor("قسد", 2)] });
    const read = { actor1: [actor("الجيش", 9)] };
    const after = withReading(before, "actor1", read, false);
    expect(after.actor1.map(({ name }) => name)).toEqual(["قسد", "الجيش"]);
    expect(withReading(after, "actor1", read, false)).toEqual(after);
    expect(withReading(after, "actor1", read, true).actor1).toHaveLength(1);
  });

  it("takes a whole event that is read, but for the words that the person marked", () => {
    const marked = form({ spans: [{ start: 3, end: 40 }] });
    const after = withEvent(marked, { type: "shelling", spans: [{ start: 5, end: 20 }], actor1: [actor("قسد", 2)], date: null });
    expect(after).toMatchObject({ type: "shelling", spans: [{ start: 3, end: 40 }], date: null });
    expect(after.actor1.map(({ name }) => name)).toEqual(["قسد"]);
  });

  it("keeps the value where only words are given", () => {
    const before = form({ date: "2016-10-04" });
    const after = withReading(before, "date", bareReading("date", "أمس", { start: 1, end: 4 }), false);
    expect(after.date).toBe("2016-10-04");
    expect(after.date_words).toEqual([words(1, 4)]);
  });

  it.each(FIELDS.map(({ name }) => name))("has a value of bare words for %s", (field) => {
    expect(Object.keys(bareReading(field, "كلمة", { start: 0, end: 4 }))).toHaveLength(1);
  });

  it("splits by the words: harm and places go, actors are shared", () => {
    const killed = (at: number) => ({ group: "civilians", min: 1, max: 1, who: null, part: false, text: "", words: [words(at, at + 3)] });
    const whole = form({ actor1: [actor("قسد", 2)], killed: [killed(5), killed(30)] });
    const { rest, taken } = splitForm(whole, { start: 25, end: 40 });
    expect(rest.killed).toEqual([killed(5)]);
    expect(taken.killed).toEqual([killed(30)]);
    expect(taken.actor1).toEqual(whole.actor1);
    expect(rest.spans).toEqual([{ start: 0, end: 25 }]);
    expect(taken.spans).toEqual([{ start: 25, end: 40 }]);
    expect(whole.killed).toHaveLength(2);
  });
});
