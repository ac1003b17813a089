import { charts } from "../i18n/words/charts";
import { dossier } from "../i18n/words/dossier";
import { frame } from "../i18n/words/frame";
import { releases } from "../i18n/words/releases";
import type { PageRow } from "../pages";

/** Pages of exploring. */
export const explorePages: readonly PageRow[] = [
  { pattern: "/explore", title: frame.explore, role: "reader", rail: 20, load: () => import("./Explore.svelte") },
  { pattern: "/harm", title: frame.harm, role: "reader", rail: 22, load: () => import("./Harm.svelte") },
  { pattern: "/territory", title: frame.territory, role: "reader", rail: 24, load: () => import("./territory/Territory.svelte") },
  { pattern: "/events", title: frame.events, role: "reader", rail: 30, load: () => import("./Events.svelte") },
  { pattern: "/events/:id", title: dossier.title, role: "reader", under: "/events", load: () => import("./dossier/Event.svelte") },
  { pattern: "/places", title: frame.places, role: "reader", rail: 32, load: () => import("./Lists.svelte") },
  { pattern: "/places/:id", title: charts.place, role: "reader", under: "/places", load: () => import("./Place.svelte") },
  { pattern: "/actors", title: frame.actors, role: "reader", rail: 34, load: () => import("./Lists.svelte") },
  { pattern: "/actors/:id", title: charts.actor, role: "reader", under: "/actors", load: () => import("./Actor.svelte") },
  { pattern: "/releases", title: releases.title, role: "reader", rail: 90, load: () => import("./Releases.svelte") },
  { pattern: "/public", title: releases.publicTitle, role: "reader", open: true, under: "/releases", load: () => import("./Public.svelte") },
];
