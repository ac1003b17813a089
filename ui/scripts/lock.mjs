// The lock without any address: what npm writes of sponsors is of no use to an install, and `resolved` is left out by .npmrc.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
for (const one of Object.values(lock.packages)) {
  delete one.funding;
  delete one.resolved;
  delete one.deprecated;
}
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
