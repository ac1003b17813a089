import { describe, expect, it } from "vitest";
import { problemOf } from "../src/api/problem";

describe("problemOf", () => {
  it("tells our own three parts", () => {
    const told = problemOf(409, { what: "changed", where: "r1#2", remedy: "look" });
    expect([told.status, told.what, told.where, told.remedy]).toEqual([409, "changed", "r1#2", "look"]);
  });
  it("finds them under detail", () => {
    expect(problemOf(404, { detail: { what: "no report r9" } }).what).toBe("no report r9");
  });
  it("reads a list of faults", () => {
    const body = { detail: [{ loc: ["body", "fields", "type"], msg: "unknown" }] };
    expect(problemOf(422, body).what).toBe("fields.type: unknown");
  });
  it.each([[null], ["<html>"], [[]], [{}]])("is empty, not broken, for %j", (body) => {
    expect(problemOf(500, body).what).toBe("");
  });
});
