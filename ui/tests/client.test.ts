import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { addressOf, call, read, useMark } from "../src/api/client";
import type { Problem } from "../src/api/problem";
import type { QueueAnswer, ReportPage } from "../src/api/types";
import type { EventPage } from "../src/explore/answers";
import { emptyFilter, question } from "../src/explore/filter";
import { askNext, askQueue, conflictOf, keepBegun } from "../src/desk/requests";

const fetched = vi.fn<(address: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  fetched.mockReset();
  fetched.mockImplementation(() => Promise.resolve(Response.json({})));
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
  useMark("");
});

/** The one request that was sent: where to, how, and its headers. */
function sent(): { address: string; init: RequestInit; headers: Headers } {
  expect(fetched).toHaveBeenCalledOnce();
  const [address, init] = fetched.mock.calls[0] ?? ["", {}];
  return { address, init, headers: new Headers(init.headers) };
}

async function problemOf(asked: Promise<unknown>): Promise<Problem> {
  const error: unknown = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ status: expect.any(Number) as number });
  return error as Problem;
}

describe("the address of a request", () => {
  test.each(["a/b", "https://news.example/2024/05?x=1&y=#top", "50% {n} $& $1", "خبر ١", "a b+c", "x'y\"z<>|\\^`", "🔥"])("keeps the id %s whole", async (report) => {
    await call("get", "/api/v1/records/{report}/{n}/same", { path: { report, n: 3 } });
    const { address } = sent();
    expect(address).toBe(`/api/v1/records/${encodeURIComponent(report)}/3/same`);
    const parts = new URL(address, "http://desk.example").pathname.split("/");
    expect(parts).toHaveLength(7);
    expect(decodeURIComponent(parts[4] ?? "")).toBe(report);
  });

  test("leaves out what is empty, repeats lists, and stands in one order", () => {
    const address = addressOf("/api/v1/events", { query: { type: ["shelling", "clash"], q: "", killed: null, unmapped: undefined, place: [], limit: 0, from: "2024-01-01" } });
    expect(address).toBe("/api/v1/events?from=2024-01-01&limit=0&type=shelling&type=clash");
    expect(addressOf("/api/v1/ledger")).toBe("/api/v1/ledger");
  });

  test("escapes words of a query", () => {
    const address = addressOf("/api/v1/search", { query: { q: "قصف & +حلب", distinct: true } });
    expect([...new URL(address, "http://desk.example").searchParams]).toEqual([["distinct", "true"], ["q", "قصف & +حلب"]]);
  });

  test("takes the filters of the queue as the address has them, but for a state that there is not", async () => {
    await askQueue({ type: "shelling", confidence_below: "0.50", state: "any", q: "حلب" }, 20);
    expect([...new URL(sent().address, "http://desk.example").searchParams]).toEqual([["after", "20"], ["confidence_below", "0.5"], ["q", "حلب"], ["state", "any"], ["type", "shelling"]]);
    fetched.mockClear();
    await askNext({ state: "asleep" }, [4, 7]);
    expect(sent().address).toBe("/api/v1/queue/next?skip=4&skip=7");
  });
});

describe("what is sent", () => {
  test("carries the session's mark when something changes, and not when it is read", async () => {
    useMark("m-1");
    await call("delete", "/api/v1/links/{no}", { path: { no: 5 } });
    expect(sent().headers.get("X-CSRF-Token")).toBe("m-1");
    fetched.mockClear();
    await call("get", "/api/v1/project");
    expect(sent().headers.has("X-CSRF-Token")).toBe(false);
  });

  test("is JSON where there is a body, with cookies of this server alone", async () => {
    await call("post", "/api/v1/links", { body: { one: "a#0", other: "b#1", kind: "never" } });
    const { init, headers } = sent();
    expect([init.method, init.body, init.credentials, init.keepalive]).toEqual(["POST", '{"one":"a#0","other":"b#1","kind":"never"}', "same-origin", false]);
    expect([headers.get("Content-Type"), headers.get("Accept")]).toEqual(["application/json", "application/json"]);
    fetched.mockClear();
    await call("post", "/api/v1/ledger");
    expect([sent().init.body, sent().headers.has("Content-Type")]).toEqual([undefined, false]);
  });

  test("outlives the page where it is asked to", async () => {
    await keepBegun("a/b", 0, { row_version: 1, fields: {} }, true);
    expect([sent().init.method, sent().init.keepalive]).toEqual(["PUT", true]);
  });

  test("is sent before the call gives way, as a page that is being left runs no further", () => {
    void keepBegun("a", 0, { row_version: 1, fields: {} }, true);
    expect(fetched).toHaveBeenCalledOnce();
  });
});

describe("what comes back", () => {
  test("is the answer's JSON, null where it has none", async () => {
    fetched.mockResolvedValueOnce(Response.json({ total: 3, items: [], next: null }));
    expect((await call("get", "/api/v1/queue")).total).toBe(3);
    fetched.mockResolvedValueOnce(new Response(null, { status: 204 }));
    expect(await call("delete", "/api/v1/session")).toBeNull();
  });

  test("is a problem in the server's own words", async () => {
    fetched.mockResolvedValueOnce(Response.json({ what: "no report a", where: "reports", remedy: "look it up" }, { status: 404 }));
    expect(await problemOf(read(addressOf("/api/v1/reports/{report}", { path: { report: "a" } })))).toMatchObject({ status: 404, what: "no report a", where: "reports", remedy: "look it up" });
  });

  test("tells what stands now where somebody was faster, and only there", async () => {
    const decided = (): Promise<unknown> => call("post", "/api/v1/records/{report}/{n}/decisions", { path: { report: "a", n: 0 }, body: { kind: "accept", row_version: 1 } });
    fetched.mockResolvedValueOnce(Response.json({ what: "decided meanwhile", current: { n: 0 } }, { status: 409 }));
    expect(conflictOf(await problemOf(decided()))?.current.n).toBe(0);
    fetched.mockResolvedValueOnce(Response.json({ what: "withdrawn" }, { status: 409 }));
    expect(conflictOf(await problemOf(decided()))).toBeNull();
  });

  test("is a problem without a status where no answer came", async () => {
    fetched.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    expect(await problemOf(call("get", "/api/v1/project"))).toMatchObject({ status: 0, what: "" });
  });

  test("is a problem where something between answers with a page of its own", async () => {
    fetched.mockResolvedValueOnce(new Response("<h1>Sign in to the network</h1>"));
    expect(await problemOf(call("get", "/api/v1/project"))).toMatchObject({ status: 200, what: "", body: "<h1>Sign in to the network</h1>" });
    fetched.mockResolvedValueOnce(new Response("<h1>Bad gateway</h1>", { status: 502 }));
    expect(await problemOf(call("get", "/api/v1/project"))).toMatchObject({ status: 502, body: "<h1>Bad gateway</h1>" });
  });

  test("is the browser's own error where it was given up", async () => {
    fetched.mockImplementationOnce((_, { signal }) => new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error))));
    const stop = new AbortController();
    const asked = askQueue({}, null, stop.signal);
    stop.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });
});

// Never run: `npm run check` fails where one of these begins to compile, or the types of the answers change.
export function heldByTheCompiler(): void {
  expectTypeOf(call("get", "/api/v1/queue")).resolves.toEqualTypeOf<QueueAnswer>();
  expectTypeOf(call("delete", "/api/v1/session")).resolves.toBeNull();
  expectTypeOf(read(addressOf("/api/v1/reports/{report}", { path: { report: "a" } }))).resolves.toEqualTypeOf<ReportPage>();
  expectTypeOf(call("post", "/api/v1/events/{event}/opening", { path: { event: "e" }, body: { reason: "to check" } })).resolves.toEqualTypeOf<EventPage>();
  // @ts-expect-error no such address
  void call("get", "/api/v1/queues");
  // @ts-expect-error an address that has no such method
  void call("put", "/api/v1/queue");
  // @ts-expect-error an address that cannot be read
  void addressOf("/api/v1/links");
  // @ts-expect-error a query that the address does not know: the server would leave it out and answer with everything
  void call("get", "/api/v1/queue", { query: { outlets: "a" } });
  // @ts-expect-error the same beside what a filter asks
  void addressOf("/api/v1/events", { query: { ...question(emptyFilter()), order: "date" } });
  // @ts-expect-error a value that a query does not take
  void call("get", "/api/v1/queue", { query: { state: "asleep" } });
  // @ts-expect-error a query that must be given
  void call("get", "/api/v1/places");
  // @ts-expect-error parameters of the path that must be given
  void call("get", "/api/v1/reports/{report}");
  // @ts-expect-error one parameter of two
  void call("get", "/api/v1/records/{report}/{n}", { path: { report: "a" } });
  // @ts-expect-error a parameter that the path does not have
  void addressOf("/api/v1/reports/{report}", { path: { report: "a", n: 2 } });
  // @ts-expect-error a body that must be given
  void call("post", "/api/v1/links");
  // @ts-expect-error a field that must be given
  void call("post", "/api/v1/links", { body: { one: "a", other: "b" } });
  // @ts-expect-error a field that the body does not have
  void call("post", "/api/v1/links", { body: { one: "a", other: "b", kind: "merge", note: "same" } });
  // @ts-expect-error a value that a field does not take
  void call("post", "/api/v1/links", { body: { one: "a", other: "b", kind: "join" } });
  // @ts-expect-error a body where none is taken
  void call("post", "/api/v1/ledger", { body: { version: 2 } });
  // @ts-expect-error a way of sending that there is not
  void call("get", "/api/v1/queue", { keepAlive: true });
  // @ts-expect-error a string that nobody held to the contract
  void read("/api/v1/queue");
}
