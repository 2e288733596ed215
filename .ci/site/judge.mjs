// The site in a browser, from the disk: every kind of page in both languages, light and dark, by axe-core at WCAG 2.2 AA;
// no wider than a telephone; no request to anywhere; links and anchors resolve; JSON-LD parses; the search finds. $1: folder of the site.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "../forms/browser.mjs";

const root = path.resolve(process.argv[2]);
const require = createRequire(new URL("../forms/browser.mjs", import.meta.url));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const wrong = [];

const files = [];
(function walk(folder) {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) walk(file);
    else files.push(file);
  }
})(root);
const pages = files.filter((file) => file.endsWith(".html"));
const shown = (file) => path.relative(root, file);

// Links and anchors, linked data, titles; read as text, because the program escapes what it writes.
const ids = new Map();
const unescaped = (text) => text.replace(/&#x27;/g, "'").replace(/&#x2f;/gi, "/").replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const idsOf = (file) => {
  if (!ids.has(file)) ids.set(file, new Set([...readFileSync(file, "utf8").matchAll(/ id="([^"]*)"/g)].map((hit) => hit[1])));
  return ids.get(file);
};
let links = 0;
let data = 0;
for (const file of pages) {
  const text = readFileSync(file, "utf8");
  for (const [, found] of text.matchAll(/ (?:href|src|action)="([^"]*)"/g)) {
    const target = unescaped(found);
    if (/^https?:/.test(target)) continue;
    if (/^[a-z]+:/i.test(target)) wrong.push(`${shown(file)}: a link to ${target}`);
    links += 1;
    const [name, anchor] = target.split("#");
    const to = name ? path.resolve(path.dirname(file), decodeURIComponent(name.split("?")[0])) : file;
    if (!to.startsWith(root) || !existsSync(to)) wrong.push(`${shown(file)}: ${target} leads nowhere`);
    else if (anchor && !idsOf(to).has(anchor)) wrong.push(`${shown(file)}: ${target} has no such anchor`);
  }
  for (const [, json] of text.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)) {
    data += 1;
    try {
      const own = JSON.parse(json);
      if (own["@type"] !== "GovernmentService" || !own.name || !own.identifier) wrong.push(`${shown(file)}: linked data lack type, name or identifier`);
    } catch (error) {
      wrong.push(`${shown(file)}: linked data: ${error.message}`);
    }
  }
  const seen = [...text.matchAll(/ id="([^"]*)"/g)].map((hit) => hit[1]);
  if (new Set(seen).size !== seen.length) wrong.push(`${shown(file)}: an id twice`);
}
if (links === 0 || data === 0) wrong.push("no links or no linked data were read");

// One page of each kind, and the fullest items.
const kinds = new Map();
for (const file of pages.filter((file) => /\/(zh|en)\//.test(file)).sort()) {
  const own = shown(file);
  const kind = own.replace(/(zh|en)\/(item|standard|type|theme|department|region)\/.*?(\.all|element|list|rule|duties|exemptions|index)?[^/]*$/, "$1/$2/$3");
  const size = statSync(file).size;
  if (!kinds.has(kind) || kinds.get(kind).size < size) kinds.set(kind, { file, size });
}
const { browser, page, said } = await open({ viewport: { width: 390, height: 844 } });
async function judge(name) {
  const result = await page.evaluate(async ({ source, tags }) => {
    if (!window.axe) (0, eval)(source);
    return window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  }, { source: axe, tags });
  for (const { id, nodes } of result.violations) wrong.push(`${name}: ${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  if (wide) wrong.push(`${name}: wider than a telephone`);
}
let states = 0;
for (const { file } of kinds.values()) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.goto(pathToFileURL(file).href);
    await judge(`${shown(file)}, ${colorScheme}`);
    states += 1;
  }
}

// Answers leave only what applies.
await page.goto(pathToFileURL(path.join(root, "zh/item/000114/000114107003.html")).href);
const materials = () => page.locator("#materials .entries > li:visible").count();
const before = await materials();
await page.check("input[name=handling_item][value='02']");
const change = await materials();
await page.check("input[name=handling_item][value='01']");
await page.check("input[name=branch][value=yes]");
const branch = await materials();
if (!(change === 1 && branch === before && before > 1)) wrong.push(`materials by answers: ${before}, ${change}, ${branch}`);

// The search finds each word of a sample of titles; any two characters are enough.
let words = 0;
await page.goto(pathToFileURL(path.join(root, "zh/search.html")).href);
const look = async (query) => {
  await page.fill("#q", query);
  await page.waitForFunction((query) => document.documentElement.dataset.searched === query, query);
  return page.$$eval("#found a", (links) => links.map((link) => link.href));
};
const index = JSON.parse(readFileSync(path.join(root, "site-index.json"), "utf8"));
const names = [...new Set(index.entries.map((entry) => entry.name.zh))];
for (const name of names) {
  const chars = Array.from(name);
  const [own] = index.entries.filter((entry) => entry.name.zh === name);
  const expected = pathToFileURL(path.join(root, own.files[0])).href;
  for (const at of [0, Math.floor(chars.length / 2)]) {
    const query = chars.slice(at, at + (at === 0 ? 6 : 2)).join("");
    if (Array.from(query).length < 2) continue;
    words += 1;
    if (!(await look(query)).includes(expected)) wrong.push(`the search does not find ${name} by ${query}`);
  }
}
for (const nothing of ["MARKER", "龘龘", "绝密机密"]) {
  if ((await look(nothing)).length > 0) wrong.push(`the search finds something by ${nothing}`);
}
const loaded = await page.evaluate(() => Object.keys(window.muluSearch.shards).length);
if (loaded === 0) wrong.push("the search loaded no shard");
wrong.push(...said);
await browser.close();
console.log(`${pages.length} pages, ${links} links, ${data} linked data, ${states} states, ${words} searches`);
for (const line of wrong.slice(0, 60)) console.error(line);
process.exit(wrong.length > 0 ? 1 : 0);
