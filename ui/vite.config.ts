import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// The pages are served by `tawthiq serve` under a strict policy of content: no inline script or style, nothing from elsewhere.
export default defineConfig({
  plugins: [svelte()],
  base: "/",
  build: {
    outDir: here("../src/tawthiq/serve/pages"),
    emptyOutDir: true,
    assetsInlineLimit: 0, // a font or picture as a data address would need a weaker policy
    modulePreload: { polyfill: false }, // the polyfill is an inline script in old browsers only, and they are not served
    target: "es2022",
    chunkSizeWarningLimit: 1200, // MapLibre, fetched when a map is first shown; tests/serve holds the first page's weight
    manifest: true, // the test of the first page's weight reads it
  },
  server: {
    port: 5173,
    proxy: { "/api": "http://127.0.0.1:8000" },
    fs: { allow: [here(".."), here("../src/tawthiq/resources")] },
  },
  test: { include: ["tests/**/*.test.ts", "src/**/*.test.ts"], environment: "node" },
});
