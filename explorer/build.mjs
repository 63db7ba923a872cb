// Builds the scripts of the explorer, each a classic script (no ES module), because a page opened from a
// folder may load scripts but neither modules nor data by fetch.
import { writeFile } from "node:fs/promises";
import { build } from "vite";
import { buildEngine } from "./engine.mjs";
import { notices } from "./notices.mjs";

const SCRIPTS = { app: "src/main.tsx", charts: "src/charts.ts" };
const moduleIds = [];

for (const [name, entry] of Object.entries(SCRIPTS)) {
  const { output } = await build({
    configFile: false,
    logLevel: "warn",
    base: "./",
    publicDir: name === "app" ? "public" : false,
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: "dist",
      emptyOutDir: name === "app",
      target: "es2022",
      cssTarget: "chrome100",
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
  moduleIds.push(...output.flatMap((chunk) => chunk.moduleIds ?? []));
}

moduleIds.push(...(await buildEngine()));
await writeFile("dist/explorer/LICENSES.txt", notices(moduleIds));
