/** Who is signed in, and of which project. The server decides what they may do; this only chooses what is shown. */
import { call, useMark } from "../api/client";
import { Problem } from "../api/problem";
import type { SessionAnswer } from "../api/types";
import type { Role } from "./roles";

export interface Session {
  readonly name: string;
  readonly role: Role;
}

export const session: {
  known: boolean;
  person: Session | null;
  /** What the project is called. */
  project: string;
  trouble: unknown;
} = $state({
  known: false,
  person: null,
  project: "",
  trouble: null,
});

function begin({ person: { name, role }, csrf }: SessionAnswer): Session {
  useMark(csrf);
  return { name, role };
}

/** Ask who is signed in; nobody is no error. */
export async function askSession(): Promise<void> {
  session.trouble = null;
  try {
    session.person = begin(await call("get", "/api/v1/session"));
  } catch (error) {
    session.person = null;
    if (!(error instanceof Problem && error.status === 401)) session.trouble = error;
  }
  if (session.person) void askProject();
  session.known = true;
}

async function askProject(): Promise<void> {
  try {
    session.project = (await call("get", "/api/v1/project")).name;
  } catch {
    session.project = ""; // the bar then shows no name; pages that need the project tell what is wrong
  }
}

/** @throws Problem 401 where name and password do not match, 429 after too many tries. */
export async function signIn(name: string, password: string): Promise<void> {
  session.person = begin(await call("post", "/api/v1/session", { body: { name, password } }));
  void askProject();
}

export async function signOut(): Promise<void> {
  await call("delete", "/api/v1/session");
  session.person = null;
}
