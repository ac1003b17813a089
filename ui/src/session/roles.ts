/** Roles, the least first; each may do what those before it may. */
export type Role = "reader" | "coder" | "reviewer" | "editor" | "admin";
export const ROLES: readonly Role[] = ["reader", "coder", "reviewer", "editor", "admin"];

export function atLeast(role: Role | null | undefined, least: Role): boolean {
  return role !== null && role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(least);
}
