// Matrix and notice in a browser, from the disk: 31 regions by 40 elements, in both languages, light and dark, on a telephone and
// a screen, by axe-core at WCAG 2.2 AA; headers stay in sight, columns sort by keyboard, no request to anywhere. $1: a folder with `catalogue`.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "../forms/browser.mjs";

const home = path.resolve(process.argv[2]);
const catalogue = path.join(home, "catalogue");
const require = createRequire(new URL("../forms/browser.mjs", import.meta.url));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const wrong = [];

// One implementation in each division of the first level: alike in most, different in something.
const code = "000114107003";
const divisions = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65".split(" ");
for (const [at, division] of divisions.entries()) {
  const folder = path.join(catalogue, "regions", `${division}0000`);
  mkdirSync(folder, { recursive: true });
  const flag = (every) => at % every === 0;
  writeFileSync(path.join(folder, "matrix.yaml"), `kind: implementation
implements: "${code}"
region: "${division}0000"
tier: province
body: {name: 示例应急管理局${division}, nature: statutory-organ}
status: in-use
version: 1
power_source: statutory
processing: ${flag(5) ? "on-the-spot" : "committed"}
time_limit:
  promised: {days: ${1 + at % 20}, unit: working-day}
  acceptance: {days: ${1 + at % 5}, unit: working-day}
  correction: {days: 5, unit: working-day}
  delivery: {days: ${1 + at % 10}, unit: working-day}
on_site: {visits: ${at % 3}}
online: {available: true, whole_process: ${flag(2)}, depth: [consult, accept], payment: ${flag(4)}}
channels: {online: true, mobile: ${flag(3)}, mail: ${!flag(4)}, self_service: ${flag(7)}, appointment: true}
identity: {assurance: ${flag(6) ? "high" : "medium"}, methods: [id-card, face]}
signature: {needed: ${flag(2)}, methods: [handwritten]}
commitment: {offered: ${flag(3)}}
agents: {allowed: true}
assist: {offered: ${flag(4)}}
cross_region: {scope: cross-county}
contacts: {enquiry: {phone: 0000-00000${division}}}
`);
}

const write = (name, ...args) => {
  const file = path.join(home, `${name}.html`);
  writeFileSync(file, execFileSync(process.env.MULU, [...args, "--format", "html", "--catalogue", catalogue], { maxBuffer: 1 << 28 }));
  return file;
};
const files = ["zh", "en"].flatMap((lang) => [
  write(`matrix-${lang}`, "matrix", code, "--tier", "province", "--lang", lang),
  write(`internal-${lang}`, "matrix", code, "--tier", "province", "--internal", "--lang", lang),
  write(`claims-${lang}`, "matrix", "--all", "--lang", lang),
  write(`notice-${lang}`, "diff", "440000", "370000", "--lang", lang),
]);

const { browser, page, said } = await open();
let states = 0;
for (const file of files) {
  const name = path.basename(file);
  for (const [width, height] of [[390, 844], [1366, 768]]) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.goto(pathToFileURL(file).href);
      const result = await page.evaluate(async ({ source, tags }) => {
        if (!window.axe) (0, eval)(source);
        return window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false });
      }, { source: axe, tags });
      for (const { id, nodes } of result.violations) wrong.push(`${name}, ${colorScheme}: ${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
      const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).every((part) => part < 80));
      if (dark !== (colorScheme === "dark")) wrong.push(`${name}: not ${colorScheme}`);
      if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) wrong.push(`${name}: wider than ${width}`);
      states += 1;
    }
  }
}

// 31 rows below the directory's, 40 elements beside region, body and tier.
await page.goto(pathToFileURL(files[0]).href);
const size = await page.evaluate(() => [document.querySelectorAll("tbody tr").length, document.querySelectorAll("thead th").length]);
if (size[0] !== 32 || size[1] !== 43) wrong.push(`the matrix has ${size} rows and columns`);
const differs = await page.locator("td.differs").count();
if (differs < 100) wrong.push(`only ${differs} fields differ`);

// The headers stay where the table scrolls to.
const stays = await page.evaluate(() => {
  const frame = document.querySelector(".frame");
  frame.scrollTo(frame.scrollWidth, frame.scrollHeight);
  const top = frame.getBoundingClientRect();
  const head = document.querySelector("thead th:last-child").getBoundingClientRect();
  const row = document.querySelector("tbody tr:last-child th").getBoundingClientRect();
  return Math.abs(head.top - top.top) < 4 && Math.abs(row.left - top.left) < 4;
});
if (!stays) wrong.push("the headers leave the frame");

// By keyboard: the column of the promised limit, up and down; the directory's row stays first.
const at = await page.evaluate(() => [...document.querySelectorAll("thead th")].findIndex((head) => head.textContent.includes("承诺办结")));
const column = () => page.$$eval("tbody tr", (rows, at) => rows.map((row) => Number.parseInt(row.cells[at].textContent, 10)), at);
for (const up of [true, false]) {
  await page.locator("thead button").nth(at).focus();
  await page.keyboard.press("Enter");
  const days = (await column()).slice(1);
  const sorted = [...days].sort((a, b) => (up ? a - b : b - a));
  if (days.some((own, at) => own !== sorted[at])) wrong.push(`not sorted ${up ? "up" : "down"}: ${days}`);
  if ((await page.textContent("tbody tr:first-child th")) !== "基本目录") wrong.push("the directory's row is not the first");
  const told = await page.getAttribute(`thead th:nth-child(${at + 1})`, "aria-sort");
  if (told !== (up ? "ascending" : "descending")) wrong.push(`sorted ${told}`);
}
wrong.push(...said);
await browser.close();
console.log(`${states} states, ${differs} fields that differ, ${wrong.length} wrong`);
for (const line of wrong.slice(0, 40)) console.error(line);
process.exit(wrong.length > 0 ? 1 : 0);
