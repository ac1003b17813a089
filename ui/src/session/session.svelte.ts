/** Who is signed in, and of which project. The server decides what they may do; this only chooses what is shown. */
import { Problem } from "../api/problem";
import { send, useMark } from "../api/send";
import { ROLES, type Role } from "./roles";

export interface Session {
  readonly name: string;
  readonly role: Role;
  readonly project: string;
}

export const session: { known: boolean; person: Session | null; trouble: unknown } = $state({
  known: false,
  person: null,
  trouble: null,
});

const PATH = "/api/v1/session";

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function read(answer: unknown): Session | null {
  if (typeof answer !== "object" || answer === null) return null;
  const told: Partial<Record<string, unknown>> = { ...answer };
  useMark(text(told["csrf"]));
  const role = ROLES.find((one) => one === told["role"]);
  return role ? { name: text(told["name"]), role, project: text(told["project"]) } : null;
}

/** Ask who is signed in; nobody is no error. */
export async function askSession(): Promise<void> {
  session.trouble = null;
  try {
    session.person = read(await send("GET", PATH));
  } catch (error) {
    session.person = null;
    if (!(error instanceof Problem && error.status === 401)) session.trouble = error;
  }
  session.known = true;
}

/** @throws Problem 401 where name and password do not match, 429 after too many tries. */
export async function signIn(name: string, password: string): Promise<void> {
  session.person = read(await send("POST", PATH, { body: { name, password } }));
}

export async function signOut(): Promise<void> {
  await send("DELETE", PATH);
  session.person = null;
}
