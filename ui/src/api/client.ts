/**
 * Requests to the server. Everything that asks it goes through here, so that errors, cookies and marks are told alike, and so that the
 * compiler holds each request to openapi.json: its address, what it is given, and what comes back.
 */
import { writeQuery, type QueryValue } from "../address/pattern";
import { Problem, problemOf } from "./problem";
import type { AnswerOf, Last, Method, Params, PathOf, Request, Sending } from "./routes";

/** The mark that the server wants with everything that changes something; the session's answer brings it. */
let mark = "";

export function useMark(given: string): void {
  mark = given;
}

/** What a request is given, once the compiler has held it to the address: the signatures below are the only way in. */
interface Given extends Sending {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
}

declare const answers: unique symbol;

/** An address that can be read, and what it answers. It is a plain string, for links too. */
export type Address<T> = string & { readonly [answers]: T };

/** The address of a question, each value escaped: an id with a slash stays one part of the path. */
export function addressOf<P extends PathOf<"get">>(path: P, ...given: Last<Params<"get", P>>): Address<AnswerOf<"get", P>>;
export function addressOf(path: string, ...given: readonly unknown[]): string {
  const [filling = {}] = given as readonly Given[];
  return filled(path, filling);
}

/**
 * The answer to a question.
 *
 * @throws Problem as `call` does.
 */
export function read<T>(address: Address<T>, sending?: Sending): Promise<T>;
export function read(address: string, sending: Sending = {}): Promise<unknown> {
  return send("get", address, sending);
}

/**
 * Ask for something or change it.
 *
 * @param method of the address.
 * @param path as openapi.json writes it, with `{names}` for what `path` gives.
 * @param given the path's parameters, the query (what is empty is left out), the body, and how it is sent.
 * @returns the answer's JSON; null where it has none.
 * @throws Problem with status 0 where no answer came, else with what the server tells. An aborted request throws the
 *   browser's AbortError, which callers that abort know.
 */
export function call<M extends Method, P extends PathOf<M>>(method: M, path: P, ...given: Last<Request<M, P>>): Promise<AnswerOf<M, P>>;
export function call(method: Method, path: string, ...given: readonly unknown[]): Promise<unknown> {
  const [asked = {}] = given as readonly Given[];
  return send(method, filled(path, asked), asked);
}

function filled(path: string, { path: values = {}, query = {} }: Given): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name] ?? ""))) + writeQuery(query);
}

async function send(method: Method, address: string, { body, signal, keepalive = false }: Given): Promise<unknown> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "get" && mark) headers["X-CSRF-Token"] = mark;
  let answer: Response;
  try {
    answer = await fetch(address, {
      method: method.toUpperCase(),
      headers,
      credentials: "same-origin",
      keepalive,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "");
  }
  const text = await answer.text();
  const told = jsonOf(text);
  // What succeeds and is no JSON comes from something between: a proxy's page, say.
  if (!answer.ok || told === undefined) throw problemOf(answer.status, told ?? text);
  return told;
}

/** A text's JSON, null where it is empty; undefined where it is something else. */
function jsonOf(text: string): unknown {
  if (!text) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
