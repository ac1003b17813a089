/** One request to the server. Everything that asks it goes through here, so that errors, cookies and marks are told alike. */
import { Problem, problemOf } from "./problem";

/** The mark that the server wants with everything that changes something; the session's answer brings it. */
let mark = "";

export function useMark(given: string): void {
  mark = given;
}

export interface Sending {
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Whether the request outlives the page. */
  readonly keepalive?: boolean;
}

/**
 * The answer's JSON; null where it has none.
 *
 * @throws Problem with status 0 where no answer came, else with what the server tells. An aborted request throws the
 *   browser's AbortError, which callers that abort know.
 */
export async function send(method: string, path: string, { body, signal, keepalive = false }: Sending = {}): Promise<unknown> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET" && mark) headers["X-CSRF-Token"] = mark;
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
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
  const told = await bodyOf(answer);
  if (!answer.ok) throw problemOf(answer.status, told);
  return told;
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (!text) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
