// Pages of a table, counted from one.

export const PAGE = 50;

export function pageOf(asked: string | undefined): number {
  return asked !== undefined && /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 1;
}

export function pages(total: number, size = PAGE): number {
  return Math.max(1, Math.ceil(total / size));
}
