/** Who is signed in, and of which project. The server decides what they may do; this only chooses what is shown. */
import { Problem } from "../api/problem";
import { send, useMark } from "../api/send";
import { ROLES, type Role } from "./roles";

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

const PATH = "/api/v1/session";

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function read(answer: unknown): Session | null {
  if (typeof answer !== "object" || answer === null) return null;
  const told: Partial<Record<string, unknown>> = { ...answer };
  useMark(text(told["csrf"]));
  const person: Partial<Record<string, unknown>> = typeof told["person"] === "object" && told["person"] !== null ? { ...told["person"] } : {};
  const role = ROLES.find((one) => one === person["role"]);
  return role ? { name: text(person["name"]), role } : null;
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
  if (session.person) void askProject();
  session.known = true;
}

async function askProject(): Promise<void> {
  try {
    const answer = await send("GET", "/api/v1/project");
    session.project = typeof answer === "object" && answer !== null && "name" in answer ? text(answer.name) : "";
  } catch {
    session.project = ""; // the bar then shows no name; pages that need the project tell what is wrong
  }
}

/** @throws Problem 401 where name and password do not match, 429 after too many tries. */
export async function signIn(name: string, password: string): Promise<void> {
  session.person = read(await send("POST", PATH, { body: { name, password } }));
  void askProject();
}

export async function signOut(): Promise<void> {
  await send("DELETE", PATH);
  session.person = null;
}
