// Makes explorer/engine.js: the database engine for the page of queries and the worker that runs it, as texts, because
// a page opened from a folder may load scripts, but neither workers nor WebAssembly by their addresses.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { build } from "vite";

// The package looks for its files beside itself and for storage in the browser; ours is given its files and keeps none.
const withoutAddresses = {
  name: "without-addresses",
  enforce: "pre",
  transform(code, id) {
    if (id.includes("sqlite-wasm")) return { code: code.replaceAll("import.meta.url", '"https://none.invalid/"'), map: null };
  },
};

/** Builds it and gives the names of the modules in it. */
export async function buildEngine() {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    plugins: [withoutAddresses],
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: { input: "src/sql/worker.ts", output: { format: "iife", entryFileNames: "worker.js" } },
    },
  });
  const worker = built.output.find((file) => file.fileName === "worker.js").code;
  const wasm = await readFile(createRequire(import.meta.url).resolve("@sqlite.org/sqlite-wasm/sqlite3.wasm"));
  const engine = { worker, wasm: gzipSync(wasm, { level: 9 }).toString("base64") };
  await writeFile("dist/explorer/engine.js", `window.cchcEngine = ${JSON.stringify(engine)};\n`);
  return built.output.flatMap((chunk) => chunk.moduleIds ?? []);
}
