// Types for every description with openapi-typescript, and a look at them by the compiler.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { default: types, astToString } = require("openapi-typescript");
const ts = require("typescript");

mkdirSync("types", { recursive: true });
const files = [];
for (const description of process.argv.slice(2)) {
  const file = `types/${basename(description, ".yaml")}.ts`;
  writeFileSync(file, astToString(await types(pathToFileURL(resolve(description)), { silent: true })));
  files.push(file);
}
const program = ts.createProgram(files, { noEmit: true, strict: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022 });
const faults = ts.getPreEmitDiagnostics(program);
if (faults.length > 0) {
  const host = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => ".", getNewLine: () => "\n" };
  console.error(ts.formatDiagnostics(faults, host));
  process.exit(1);
}
console.log(`types of ${files.length} descriptions compile`);
