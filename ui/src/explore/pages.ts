import type { PageRow } from "../pages";

/** Pages of exploring. */
export const explorePages: readonly PageRow[] = [];
