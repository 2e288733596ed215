// Types for every description with openapi-typescript, and a look at them by the compiler.
// Arguments: the folder with node_modules, then the descriptions.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...descriptions] = process.argv.slice(2);
const require = createRequire(join(folder, "node_modules", "noop.js"));
const { default: types, astToString } = require("openapi-typescript");
const ts = require("typescript");

const out = join(folder, "types");
mkdirSync(out, { recursive: true });
const files = [];
for (const description of descriptions) {
  const file = join(out, `${basename(description, ".yaml")}.ts`);
  writeFileSync(file, astToString(await types(pathToFileURL(description), { silent: true })));
  files.push(file);
}
const program = ts.createProgram(files, { noEmit: true, strict: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022 });
const faults = ts.getPreEmitDiagnostics(program);
if (faults.length > 0) {
  console.error(ts.formatDiagnostics(faults, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => out, getNewLine: () => "\n" }));
  process.exit(1);
}
console.log(`types of ${files.length} descriptions compile`);
