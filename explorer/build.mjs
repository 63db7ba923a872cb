// Builds the scripts of the explorer, each a classic script (no ES module), because a page opened from a
// folder may load scripts but neither modules nor data by fetch.
import { build } from "vite";
import { buildEngine } from "./engine.mjs";

const SCRIPTS = { app: "src/main.tsx", charts: "src/charts.ts" };

for (const [name, entry] of Object.entries(SCRIPTS)) {
  await build({
    configFile: false,
    logLevel: "warn",
    base: "./",
    publicDir: name === "app" ? "public" : false,
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: "dist",
      emptyOutDir: name === "app",
      target: "es2022",
      modulePreload: false,
      cssCodeSplit: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: entry,
        output: {
          format: "iife",
          entryFileNames: `explorer/${name}.js`,
          assetFileNames: `explorer/${name}[extname]`,
        },
      },
    },
  });
}

await buildEngine();
