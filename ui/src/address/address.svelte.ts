/** The address as state: pages read `address`, and change it with `go` and `ask`; back and forward simply work. */
import { readQuery, writeQuery, type Query } from "./pattern";

export const address: { path: string; query: Query } = $state({ path: "/", query: {} });

type Values = Readonly<Record<string, string | number | null | undefined>>;

function read(): void {
  address.path = location.pathname;
  address.query = readQuery(location.search);
}

/** Go to a path of ours, with a query; `replace` leaves no step to go back to. */
export function go(path: string, query: Values = {}, replace = false): void {
  const target = path + writeQuery(query);
  if (target === location.pathname + location.search) return;
  if (replace) history.replaceState(null, "", target);
  else history.pushState(null, "", target);
  read();
}

/** Change parts of this view's query, keeping the rest; empty values leave it. */
export function ask(values: Values, replace = false): void {
  go(address.path, { ...address.query, ...values }, replace);
}

/** Follow the browser, and take plain clicks on links of ours without loading the page anew. */
export function startAddress(): void {
  read();
  addEventListener("popstate", read);
  document.addEventListener("click", (click) => {
    const plain = click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey;
    if (!plain || click.defaultPrevented || !(click.target instanceof Element)) return;
    const link = click.target.closest("a");
    if (!link || link.origin !== location.origin || link.target || link.hasAttribute("download")) return;
    if (link.pathname.startsWith("/api/")) return;
    if (link.hash && link.pathname === location.pathname) return;
    click.preventDefault();
    go(link.pathname, readQuery(link.search));
  });
}
