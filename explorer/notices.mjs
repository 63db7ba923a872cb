// The notices of the libraries that stand in the built scripts.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const HEAD = "The explorer's scripts contain the libraries below, each under its own licence.\n";
const LINE = `\n${"-".repeat(72)}\n\n`;

/** One text of all notices, for the modules of built scripts, as the bundler names them. */
export function notices(moduleIds) {
  const folders = new Set(moduleIds.map(packageFolder).filter((folder) => folder !== null));
  return [HEAD, ...[...folders].map(notice).sort()].join(LINE);
}

/** Of a module, the folder of its package below node_modules; null for our own. */
function packageFolder(moduleId) {
  const match = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(moduleId.replaceAll("\\", "/"));
  return match && existsSync(join(match[1], "package.json")) ? match[1] : null;
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), "utf-8").replaceAll("\r\n", "\n").trim());
  return `${[`${name} ${version} (${license})`, ...texts].join("\n\n")}\n`;
}
