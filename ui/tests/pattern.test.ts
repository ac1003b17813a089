import { describe, expect, it } from "vitest";
import { fill, match, readQuery, writeQuery } from "../src/address/pattern";

describe("match", () => {
  it.each([
    ["/queue", "/queue", {}],
    ["/desk/:report/:n", "/desk/a%2Fb/3", { report: "a/b", n: "3" }],
    ["/desk/:report/:n", "/desk/%D8%AD%D9%84%D8%A8/0", { report: "حلب", n: "0" }],
    ["/queue", "/queue/", {}],
  ])("%s takes %s", (pattern, path, values) => {
    expect(match(pattern, path)).toEqual(values);
  });

  it.each([
    ["/queue", "/queues"],
    ["/desk/:report/:n", "/desk/1"],
    ["/desk/:report", "/desk/%E0%A4%A"], // a broken escape
  ])("%s refuses %s", (pattern, path) => {
    expect(match(pattern, path)).toBeNull();
  });

  it("undoes fill for any value", () => {
    for (const value of ["a/b", "حلب 2", "?x=1#y", "100%"]) {
      expect(match("/report/:id", fill("/report/:id", { id: value }))).toEqual({ id: value });
    }
  });
});

describe("query", () => {
  it("leaves empty values out and keeps one order", () => {
    expect(writeQuery({ q: "حلب", a: "", b: null, c: 0 })).toBe(`?c=0&q=${encodeURIComponent("حلب")}`);
    expect(writeQuery({})).toBe("");
  });

  it("comes back as it went", () => {
    const query = { q: "a b&c=d", type: "shelling" };
    expect(readQuery(writeQuery(query))).toEqual(query);
  });
});
