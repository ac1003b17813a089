import { describe, expect, test } from "vitest";
import { circle, distanceKm } from "./circles";
import { unpackBase, unpackLine } from "./basemap";
import { csvText, fileName } from "./download";
import { corners, FAMILIES, shapePath } from "./families";
import { readQuery, writeQuery } from "../address/pattern";
import { conditions, emptyFilter, NAMES, question, readFilter, toggled, writeFilter, type Filter } from "./filter";
import { GRADES, OUTLINES, gradeOf } from "./grades";
import { groupsOf, harmBar, harmWidth, rangeText, type HarmClaim } from "./harm";
import { FIRST_COLUMNS, pressed, readLook, writeLook, type Look } from "./look";
import { people, peopleBetween } from "./people";
import { clusterRadius, dayNumber, isoDay, markRadius, nextStart, startOf, stepFor, ticks } from "./scales";

describe("filter", () => {
  const full: Filter = {
    q: "سقبا & +قصف", from: "2016-01-01", to: "2016-12-31", family: ["explosions", "battles"], type: ["shelling"],
    grade: ["fair"], actor: ["russia"], perpetrator: ["syrian-government"], weapon: ["air-bomb"], group: ["children"],
    governorate: ["Rif Dimashq", "As-Suwayda", "صلاح الدين"], country: ["SY"], outlet: ["وكالة المثال"], place: ["sa:70"],
    killed: 12, unmapped: true, box: [35.5, 32, 42.25, 37.5],
  };
  const throughAddress = (filter: Filter): Filter => readFilter(readQuery(writeQuery(writeFilter(filter))));

  test("comes back from its address as it went", () => {
    const back = throughAddress(full);
    expect(writeFilter(back)).toEqual(writeFilter(full));
    expect(back.governorate).toEqual([...full.governorate].sort());
    expect(back.box).toEqual(full.box);
  });

  test("is empty in the address when it is empty", () => {
    expect(writeQuery(writeFilter(emptyFilter()))).toBe("");
    expect(writeQuery(question(emptyFilter()))).toBe("");
    expect(conditions(emptyFilter())).toBe(0);
    expect(conditions(full)).toBe(NAMES.length);
  });

  test("has one address, in whatever order its values were chosen", () => {
    expect(writeFilter({ ...full, family: [...full.family].reverse() })).toEqual(writeFilter(full));
  });

  test("asks the server for each value by its own name", () => {
    const asked = new URLSearchParams(writeQuery({ ...question(full), limit: 20 }));
    expect(asked.getAll("family")).toEqual(["battles", "explosions"]);
    expect(asked.getAll("governorate")).toHaveLength(3);
    expect([asked.get("killed"), asked.get("unmapped")]).toEqual(["12", "true"]);
    expect([asked.get("bbox"), asked.get("limit"), asked.get("box")]).toEqual(["35.5000,32.0000,42.2500,37.5000", "20", null]);
  });

  test.each([
    ["an unknown family", "family=aliens", { family: [] }],
    ["an unknown grade", "grade=sure*fair", { grade: ["fair"] }],
    ["a day that no calendar has", "from=2016-02-30", { from: "" }],
    ["a toll that is no number", "killed=many", { killed: 0 }],
    ["a toll below nothing", "killed=-3", { killed: 0 }],
    ["a toll beyond reason", "killed=9999999", { killed: 0 }],
    ["a box turned over", "box=40,30,35,20", { box: null }],
    ["a box of three", "box=1,2,3", { box: null }],
    ["a box with holes", "box=,,,", { box: null }],
  ])("leaves out %s", (_name, address, expected) => {
    expect(readFilter(readQuery(address))).toMatchObject(expected);
  });

  test("cuts what is too long", () => {
    const many = Array.from({ length: 90 }, (_, i) => `t${i}`).join("*");
    const back = readFilter({ q: "س".repeat(500), type: many });
    expect(back.q).toHaveLength(200);
    expect(back.type).toHaveLength(10);
  });

  test("toggles a value in and out", () => {
    expect(toggled(["a", "b"], "a")).toEqual(["b"]);
    expect(toggled(["b"], "a")).toEqual(["b", "a"]);
  });
});

describe("look", () => {
  test("comes back from its address as it went", () => {
    const look: Look = {
      face: "table", columns: ["date", "grade"], order: { by: "killed", down: false }, camera: { lon: 36.5, lat: 34.25, zoom: 7.5 }, chosen: "ev-39a8218e19e3",
    };
    expect(readLook(readQuery(writeQuery(writeLook(look))))).toEqual(look);
  });

  test("takes its first form where the address says nothing or nonsense", () => {
    const look = readLook(readQuery("face=x&columns=y&sort=-z&at=1,2&event=<b>"));
    expect(look).toEqual({ face: "map", columns: FIRST_COLUMNS, order: { by: "date", down: true }, camera: null, chosen: "" });
    expect(writeQuery(writeLook(look))).toBe("");
  });

  test("turns the order round at a second press", () => {
    expect(pressed({ by: "date", down: true }, "killed")).toEqual({ by: "killed", down: true });
    expect(pressed({ by: "killed", down: true }, "killed")).toEqual({ by: "killed", down: false });
  });
});

describe("scales", () => {
  test("area, not radius, grows with harm", () => {
    const area = (n: number) => markRadius(n, Infinity) ** 2;
    expect(area(20) - area(10)).toBeCloseTo(area(10) - area(0));
    expect(markRadius(100_000)).toBe(22);
    expect(clusterRadius(100_000)).toBe(34);
  });

  test("days come back from their numbers", () => {
    for (const day of ["1969-12-31", "1970-01-01", "2016-02-29", "2026-11-22"]) expect(isoDay(dayNumber(day))).toBe(day);
  });

  test.each([
    ["day", "2018-02-20", "2018-02-20", "2018-02-21"],
    ["week", "2018-02-20", "2018-02-19", "2018-02-26"],
    ["week", "1969-12-31", "1969-12-29", "1970-01-05"],
    ["month", "2018-12-31", "2018-12-01", "2019-01-01"],
    ["quarter", "2018-11-05", "2018-10-01", "2019-01-01"],
    ["year", "2018-11-05", "2018-01-01", "2019-01-01"],
  ] as const)("a %s from %s begins on %s", (step, day, start, next) => {
    expect(startOf(day, step)).toBe(start);
    expect(nextStart(start, step)).toBe(next);
  });

  test("steps grow with the span", () => {
    expect([30, 300, 2000, 6000, 90_000].map((days) => stepFor(days, 80))).toEqual(["day", "week", "month", "quarter", "year"]);
  });

  test.each([[0, [0]], [1, [0, 1]], [7, [0, 2, 4, 6, 8]], [15, [0, 5, 10, 15]], [4300, [0, 2000, 4000, 6000]]])("ticks up to %d", (most, expected) => {
    expect(ticks(most)).toEqual(expected);
  });
});

describe("shapes", () => {
  test("a family is told apart by shape alone", () => {
    const paths = FAMILIES.map((family) => shapePath(family, 12, 12, 8));
    expect(new Set(paths).size).toBe(FAMILIES.length);
    expect(corners("explosions", 0, 0, 5)).toEqual([]);
    expect(corners("protests", 0, 0, 10)[0]).toEqual([0, -14.5]);
  });

  test("a grade is told apart by outline alone", () => {
    expect(new Set(GRADES.map((grade) => JSON.stringify(OUTLINES[grade]))).size).toBe(GRADES.length);
    expect(gradeOf("nonsense")).toBe("weak");
  });
});

describe("circles", () => {
  test.each([[36.2, 37.1, 1.5], [0, 0, 250], [44, 15.3, 40]])("around %d, %d is %d km away everywhere", (lon, lat, radius) => {
    const ring = circle(lon, lat, radius);
    expect(ring[0]).toEqual(ring[ring.length - 1]);
    for (const point of ring) expect(distanceKm([lon, lat], point)).toBeCloseTo(radius, 5);
  });
});

describe("base map", () => {
  test("unpacks steps and closes areas", () => {
    expect(unpackLine([1000, 2000, 500, -250], 1000)).toEqual([[1, 2], [1.5, 1.75]]);
    const layers = unpackBase({ scale: 10, land: [[0, 0, 10, 0, 0, 10]], governorates: [[0, 0, 5, 5]], rivers: [], lakes: [], labels: [[10, 20, "حلب", "", 1]] });
    expect(layers.land.features[0]?.geometry.coordinates[0]).toEqual([[0, 0], [1, 0], [1, 1], [0, 0]]);
    expect(layers.labels.features[0]?.properties).toEqual({ ar: "حلب", en: "حلب", level: 1 });
  });
});

describe("harm", () => {
  const claim = (family: number, min: number, max: number | null, change: Partial<HarmClaim> = {}): HarmClaim => ({
    report: "r", source: "s", source_family: family, speakers: [], harm: "killed", group: "civilians", min, max, part: false, text: "", ...change,
  });

  test("stands as one row a family, parts and other harm left out", () => {
    const bar = harmBar("killed", "all", { low: 5, best: 7, high: 10 }, [
      claim(2, 10, 10), claim(1, 5, 5), claim(1, 7, 7), claim(1, 2, 2, { part: true }), claim(1, 30, 30, { harm: "injured" }),
    ], 10);
    expect(bar?.rows.map((row) => [row.family, row.ticks.map((tick) => tick.start)])).toEqual([[1, [0.5, 0.7]], [2, [1]]]);
    expect([bar?.low, bar?.best, bar?.high]).toEqual([0.5, 0.7, 1]);
  });

  test("leaves room beyond a number that is only the least", () => {
    const range = { low: 5, best: 5, high: null };
    const width = harmWidth("killed", { all: range }, [claim(1, 5, null)]);
    expect(width).toBeGreaterThan(5);
    const bar = harmBar("killed", "all", range, [claim(1, 5, null)], width);
    expect(bar?.rows[0]?.ticks[0]?.open).toBe(true);
  });

  test("is nothing where nothing is told", () => {
    expect(harmBar("detained", "all", undefined, [], 1)).toBeNull();
    expect(harmBar("killed", "all", { low: 0, best: 0, high: 0 }, [claim(1, 0, 0)], harmWidth("killed", {}, []))?.low).toBe(0);
  });

  test("writes a range and sorts groups as the codebook does", () => {
    expect(rangeText({ low: 5, best: 5, high: null }, String)).toBe("5+");
    expect(rangeText({ low: 5, best: 6, high: 7 }, String)).toBe("5–7");
    expect(groupsOf({ women: { low: 1, best: 1, high: 1 }, all: { low: 1, best: 1, high: 1 }, civilians: { low: 1, best: 1, high: 1 } })).toEqual(["civilians", "women"]);
  });
});

describe("people", () => {
  test.each([
    [1, "civilians", "1 civilian", "مدني"], [2, "children", "2 children", "طفلين"], [3, "women", "3 women", "نساء"],
    [11, "civilians", "11 civilians", "مدنيا"], [100, "fighters", "100 fighters", "مقاتل"], [103, "fighters", "103 fighters", "مقاتلين"],
    [7, "no such group", "7 people", "أشخاص"],
  ])("%d %s", (count, group, english, arabic) => {
    expect(people(count, group, "en", String)).toBe(english);
    expect(people(count, group, "ar", String)).toBe(count > 2 ? `${count} ${arabic}` : arabic);
  });

  test("a range takes the noun of its greater end", () => {
    expect(peopleBetween(1, 2, "civilians", "ar", String)).toBe("ما بين 1 و2 مدنيين");
    expect(peopleBetween(5, 40, "civilians", "ar", String)).toBe("ما بين 5 و40 مدنيا");
    expect(peopleBetween(5, 40, "civilians", "en", String)).toBe("between 5 and 40 civilians");
  });
});

describe("files", () => {
  test("a cell is quoted where it must be and never run as a formula", () => {
    const text = csvText(["اسم", "n"], [['a,"b"', 1], ["=1+1", null], ["سطر\nآخر", true]]);
    expect(text).toBe('\uFEFFاسم,n\r\n"a,""b""",1\r\n\'=1+1,\r\n"سطر\nآخر",true\r\n');
  });

  test("a name of a file holds letters, figures and dashes only", () => {
    expect(fileName(["Harm", "../by: weapon"], "svg")).toBe("Harm-by-weapon.svg");
    expect(fileName(["ضحايا", "حلب"], "csv")).toBe("ضحايا-حلب.csv");
    expect(fileName(["///"], "csv")).toBe("tawthiq.csv");
  });
});
