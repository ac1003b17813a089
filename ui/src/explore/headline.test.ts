import { describe, expect, test } from "vitest";
import { ACTS } from "./acts";
import { dayText, headline, headlineText, placeName, type HeadlineEvent } from "./headline";

const plain = { digits: String };
const en = { language: "en" as const, ...plain };
const ar = { language: "ar" as const, ...plain };
const exact = (n: number) => ({ low: n, best: n, high: n });

function event(change: Partial<HeadlineEvent> = {}): HeadlineEvent {
  return {
    type: "shelling", scope: "incident", date_start: "2018-02-20", date_end: "2018-02-20",
    places: [{ name: "سقبا", country: "SY", hierarchy: { ar: ["سوريا", "ريف دمشق", "سقبا"], en: ["Syria", "Rif Dimashq", "Saqba"] } }],
    actor1: [{ name: "قوات النظام", id: "syrian-government", name_ar: "النظام السوري", name_en: "Government of Syria and its forces (to December 2024)" }],
    actor2: [{ name: "مدنيين", id: "civilians", name_ar: "مدنيون", name_en: "Civilians" }],
    killed: { all: exact(5), civilians: exact(5), children: exact(2) }, injured: {}, detained: {},
    ...change,
  };
}

describe("headline", () => {
  test("names harm, doer, place and day in English", () => {
    expect(headlineText(event(), en)).toBe(
      "5 civilians, among them 2 children, killed in shelling or a missile attack by the Government of Syria and its forces in Saqba, Rif Dimashq on 20 February 2018",
    );
  });

  test("counts people in Arabic as Arabic counts them, with the months of the country", () => {
    expect(headlineText(event(), ar)).toBe(
      "مقتل 5 مدنيين، بينهم طفلان، في قصف مدفعي أو صاروخي من جانب النظام السوري، سقبا، ريف دمشق، 20 شباط 2018",
    );
  });

  test.each([
    ["an open range", { low: 5, best: 5, high: null }, "At least 5 people killed", "مقتل 5 أشخاص على الأقل"],
    ["a closed range", { low: 5, best: 6, high: 12 }, "Between 5 and 12 people killed", "مقتل ما بين 5 و12 شخصا"],
    ["from nobody", { low: 0, best: 1, high: 3 }, "Up to 3 people killed", "مقتل ما يصل إلى 3 أشخاص"],
  ])("writes %s", (_name, range, english, arabic) => {
    const told = event({ killed: { all: range }, places: [], date_start: null, actor1: [], actor2: [] });
    expect(headlineText(told, en)).toBe(`${english} in shelling or a missile attack`);
    expect(headlineText(told, ar)).toBe(`${arabic} في قصف مدفعي أو صاروخي`);
  });

  test("says a noun once where two harms are of one group", () => {
    const told = { killed: { all: exact(4) }, injured: { all: exact(56) }, actor1: [], actor2: [], places: [], date_start: null };
    expect(headlineText(event(told), en)).toBe("4 people killed and 56 injured in shelling or a missile attack");
    expect(headlineText(event(told), ar)).toBe("مقتل 4 أشخاص وإصابة 56 شخصا في قصف مدفعي أو صاروخي");
    expect(headlineText(event({ ...told, injured: { all: exact(2), fighters: exact(2) } }), en)).toContain("4 people killed and 2 fighters injured");
  });

  test("keeps civilians as the target where no harm names them", () => {
    expect(headlineText(event({ killed: {} }), en)).toContain("on civilians in Saqba");
    expect(headlineText(event({ killed: { all: exact(0) } }), en)).toMatch(/^Shelling or a missile attack by/);
  });

  test("takes the name as written where no list has one", () => {
    const told = event({ killed: {}, actor1: [{ name: "سرايا المثال", id: null }], actor2: [] });
    expect(headline(told, en).filter((part) => part.kind === "name").map((part) => part.text)).toEqual(["سرايا المثال", "Saqba, Rif Dimashq"]);
  });

  test.each([
    [1, "Saqba, Rif Dimashq and another place", "سقبا، ريف دمشق ومكان آخر"],
    [2, "Saqba, Rif Dimashq and 2 other places", "سقبا، ريف دمشق ومكانان آخران"],
    [5, "Saqba, Rif Dimashq and 5 other places", "سقبا، ريف دمشق و5 أماكن أخرى"],
    [12, "Saqba, Rif Dimashq and 12 other places", "سقبا، ريف دمشق و12 مكانا آخر"],
  ])("counts %d more places", (n, english, arabic) => {
    const [place] = event().places;
    const told = event({ places: [...(place ? [place] : []), ...Array.from({ length: n }, () => ({ name: "س" }))] });
    expect(headlineText(told, en)).toContain(english);
    expect(headlineText(told, ar)).toContain(arabic);
  });

  test("tells a stretch of days and a total of several incidents", () => {
    const told = event({ killed: {}, actor1: [], actor2: [], places: [], date_end: "2018-02-22", scope: "aggregate" });
    expect(headlineText(told, en)).toBe("Shelling or a missile attack between 20 February 2018 and 22 February 2018 (total of several incidents)");
    expect(headlineText(told, ar)).toContain("حصيلة عدة حوادث");
  });

  test("leaves no slot or bracket of a pattern behind, whoever is known", () => {
    const party = { name: "س", id: null };
    for (const type of Object.keys(ACTS)) {
      for (const [one, two] of [[[], []], [[party], []], [[], [party]], [[party], [party]]] as const) {
        for (const writing of [en, ar]) {
          expect(headlineText(event({ type, actor1: one, actor2: two }), writing)).not.toMatch(/[[\]{}|]| {2}|undefined/);
        }
      }
    }
  });
});

test("a day outside the Levant has the other names of months", () => {
  expect(dayText("2018-02-20", "ar", "YE", String)).toBe("20 فبراير 2018");
  expect(dayText("2018-02-20", "ar", "SY", (n) => n.toLocaleString("ar-EG", { useGrouping: false }))).toBe("٢٠ شباط ٢٠١٨");
});

test("a place that no gazetteer knows keeps the words of the report", () => {
  expect(placeName({ name: "حي المثال", within: "حلب" }, "en")).toBe("حي المثال, حلب");
});
