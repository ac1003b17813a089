/** Every page of the desk: its address, the rail's entry, who may open it, and how its code is fetched. */
import type { Component } from "svelte";
import { match } from "./address/pattern";
import { explorePages } from "./explore/pages";
import type { Word } from "./i18n/words";
import { frame } from "./i18n/words/frame";
import { atLeast, type Role } from "./session/roles";

/** What every page is given: the values of its address's names. The query it reads from `address` itself. */
export interface PageProps {
  readonly values: Readonly<Record<string, string>>;
}

export interface PageRow {
  /** "/event/:id"; names become `values`. */
  readonly pattern: string;
  readonly title: Word;
  /** The least role that the page is shown to; the server decides what it gives. */
  readonly role: Role;
  /** Also for visitors who are not signed in, where the project shows released data to the public. */
  readonly open?: true;
  /** Stands in the rail; the numbers order it. */
  readonly rail?: number;
  /** Pages share the rail's entry of this pattern, which is marked as the one that is open. */
  readonly under?: string;
  readonly load: () => Promise<{ default: Component<PageProps> | Component<Record<string, never>> }>;
}

export const PAGES: readonly PageRow[] = [
  { pattern: "/queue", title: frame.queue, role: "coder", rail: 10, load: () => import("./queue/QueuePage.svelte") },
  { pattern: "/desk", title: frame.desk, role: "coder", under: "/queue", load: () => import("./desk/DeskPage.svelte") },
  { pattern: "/desk/:report/:n", title: frame.desk, role: "coder", under: "/queue", load: () => import("./desk/DeskPage.svelte") },
  ...explorePages,
  { pattern: "/reports", title: frame.reports, role: "coder", rail: 60, load: () => import("./reports/ReportsPage.svelte") },
  { pattern: "/report/:id", title: frame.reports, role: "coder", under: "/reports", load: () => import("./reports/ReportPage.svelte") },
  { pattern: "/second", title: frame.secondEyes, role: "coder", rail: 70, load: () => import("./second/SecondPage.svelte") },
  { pattern: "/second/:no", title: frame.secondEyes, role: "coder", under: "/second", load: () => import("./second/BlindPage.svelte") },
  { pattern: "/settle/:no", title: frame.secondEyes, role: "reviewer", under: "/second", load: () => import("./second/SettlePage.svelte") },
  { pattern: "/agreement", title: frame.agreement, role: "coder", rail: 80, load: () => import("./second/AgreementPage.svelte") },
  { pattern: "/proposals", title: frame.proposals, role: "coder", rail: 90, load: () => import("./proposals/ProposalsPage.svelte") },
  ...["/settings", "/settings/people", "/settings/audit"].map((pattern) => ({
    pattern, title: frame.settings, role: "reader" as const, under: "/settings", load: () => import("./people/SettingsPage.svelte"),
    ...(pattern === "/settings" ? { rail: 100 } : {}),
  })),
  ...["/invite", "/reset"].map((pattern) => ({
    pattern, title: frame.password, role: "reader" as const, open: true as const, load: () => import("./people/ChoosePassword.svelte"),
  })),
];

export function mayOpen(page: PageRow, role: Role | null): boolean {
  return role === null ? page.open === true : atLeast(role, page.role);
}

/** Rows of the rail that a role may open, in their order. */
export function railFor(role: Role | null): readonly PageRow[] {
  const shown = PAGES.filter((page) => page.rail !== undefined && mayOpen(page, role));
  return shown.sort((a, b) => (a.rail ?? 0) - (b.rail ?? 0));
}

/** The page that stands at a path and the values of its names; null where none does. */
export function pageAt(path: string): { page: PageRow; values: Readonly<Record<string, string>> } | null {
  for (const page of PAGES) {
    const values = match(page.pattern, path);
    if (values) return { page, values };
  }
  return null;
}
