import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Keeper, REST_MS, type Work } from "../src/desk/begun";

const work = (n: number, note: string): Work => ({ report: "r1", n, row_version: 1, fields: note ? { date: null } : {}, note });

describe("Keeper", () => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  let status = 204;

  beforeEach(() => {
    vi.useFakeTimers();
    asked.length = answers.length = 0;
    status = 204;
    vi.stubGlobal("fetch", (path: string, { method, body, keepalive }: RequestInit) => {
      const note = typeof body === "string" ? (JSON.parse(body) as { note: string }).note : "";
      asked.push(`${method} ${path.slice(-7)} ${note}${keepalive ? " leaving" : ""}`);
      return new Promise((done) => answers.push(() => done(new Response(status === 204 ? null : "{}", { status }))));
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const answer = async (): Promise<void> => {
    answers.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };

  it("waits until the hands rest and keeps the last state only", async () => {
    const keeper = new Keeper(() => undefined);
    keeper.later(work(0, "a"));
    await vi.advanceTimersByTimeAsync(REST_MS - 1);
    keeper.later(work(0, "b"));
    await vi.advanceTimersByTimeAsync(REST_MS - 1);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(["PUT 0/begun b"]);
  });

  it("keeps one record before it takes another, and one piece after the other", async () => {
    const keeper = new Keeper(() => undefined);
    keeper.later(work(0, "a"));
    keeper.later(work(1, "b"));
    void keeper.flush(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual(["PUT 0/begun a"]);
    await answer();
    expect(asked).toEqual(["PUT 0/begun a", "PUT 1/begun b leaving"]);
  });

  it("takes away what holds nothing more", async () => {
    const keeper = new Keeper(() => undefined);
    keeper.later(work(0, ""));
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(asked).toEqual(["DELETE 0/begun "]);
  });

  it("sends nothing behind a decision, which waits for what is on its way", async () => {
    const keeper = new Keeper(() => undefined);
    keeper.later(work(0, "a"));
    void keeper.flush();
    await vi.advanceTimersByTimeAsync(0);
    keeper.later(work(0, "b"));
    let decided = false;
    void keeper.forget().then(() => (decided = true));
    await vi.advanceTimersByTimeAsync(REST_MS * 2);
    expect(decided).toBe(false);
    await answer();
    expect(decided).toBe(true);
    expect(asked).toEqual(["PUT 0/begun a"]);
  });

  it("tells what could not be kept, and goes on", async () => {
    const troubles: unknown[] = [];
    const keeper = new Keeper((error) => troubles.push(error));
    status = 500;
    keeper.later(work(0, "a"));
    void keeper.flush();
    await vi.advanceTimersByTimeAsync(0);
    await answer();
    status = 204;
    keeper.later(work(0, "b"));
    void keeper.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(troubles).toHaveLength(1);
    expect(asked).toEqual(["PUT 0/begun a", "PUT 0/begun b"]);
  });
});
