// The site in a browser, from the disk: every kind of page in both languages, light and dark, by axe-core at WCAG 2.2 AA and its best practices;
// no wider than a telephone; valid HTML; no request to anywhere; links and anchors resolve; every operation and kind of fault of the API has its place;
// JSON-LD parses; the search finds. $1: folder of the site; $2: folder of a site made beside secrets, which shows none of them.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { open } from "../forms/browser.mjs";

const root = path.resolve(process.argv[2]);
const require = createRequire(new URL("../forms/browser.mjs", import.meta.url));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
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

// Every operation, shape and kind of fault that the descriptions name has its place in the reference.
const inText = (file, part) => readFileSync(path.join(root, file), "utf8").includes(part);
const service = JSON.parse(readFileSync(path.join(root, "api/service.openapi.json"), "utf8"));
let described = 0;
for (const tree of ["zh", "en"]) {
  for (const item of [...Object.values(service.paths), ...Object.values(service.webhooks)]) {
    for (const { operationId } of Object.values(item).filter((own) => own.operationId)) {
      described += 1;
      if (!inText(`${tree}/api/operations.html`, ` id="op-${operationId}"`)) wrong.push(`${tree}: no operation ${operationId}`);
    }
  }
  for (const name of Object.keys(service.components.schemas)) {
    if (!inText(`${tree}/api/schemas.html`, ` id="schema-${name}"`)) wrong.push(`${tree}: no shape ${name}`);
  }
}
for (const [, slug] of JSON.stringify(service).matchAll(/\/(problems\/[a-z-]+)"/g)) {
  if (!existsSync(path.join(root, slug, "index.html"))) wrong.push(`${slug} has no page`);
}
if (described === 0) wrong.push("no operation was read");

// One page of each kind: the fullest.
function kindOf(own) {
  const [tree, folder, ...rest] = own.split("/");
  const name = rest.at(-1) ?? folder;
  if (folder === "item") return `${tree}/item/${name.match(/\.(all|api)\.(\d+\.)?html$/)?.[1] ?? "guide"}`;
  if (folder === "standard") return `${tree}/standard/${name.match(/^[a-z]+/)[0]}`;
  if (["type", "theme", "department", "region"].includes(folder)) return `${tree}/${folder}/${name === "index.html" ? "index" : "list"}`;
  return tree === "problems" ? tree : own;
}
const kinds = new Map();
for (const file of pages.filter((file) => !shown(file).startsWith("form/") && shown(file) !== "index.html").sort()) {
  const kind = kindOf(shown(file));
  const size = statSync(file).size;
  if (!kinds.has(kind) || kinds.get(kind).size < size) kinds.set(kind, { file, size });
}

// Valid HTML: the fullest page of each kind, and every tenth page beside.
const html = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  // Names of shapes have dots; titles are as long as names of items; answers are applied at once; samples keep their blanks.
  rules: { "valid-id": ["error", { relaxed: true }], "long-title": "off", "wcag/h32": "off", "no-trailing-whitespace": "off" },
});
const sample = new Set([...[...kinds.values()].map(({ file }) => file), ...pages.filter((file, at) => at % 10 === 0 && !shown(file).startsWith("form/"))]);
for (const file of sample) {
  const { results } = html.validateStringSync(readFileSync(file, "utf8"));
  for (const { ruleId, message, line } of results.flatMap((result) => result.messages)) wrong.push(`${shown(file)}:${line}: ${ruleId}: ${message}`);
}

const { browser, page, said } = await open({ viewport: { width: 390, height: 844 } });
async function judge(name) {
  const result = await page.evaluate(async ({ source, tags }) => {
    if (!window.axe) (0, eval)(source);
    return window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false });
  }, { source: axe, tags });
  for (const { id, nodes } of result.violations) wrong.push(`${name}: ${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
  const unmarked = await page.evaluate(() => {
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const own = node.parentElement.closest("[lang]").getAttribute("lang");
      if (own === "en" && !node.parentElement.closest("script") && /[\u2e80-\u9fff]/.test(node.data)) found.push(node.data.trim());
    }
    return found;
  });
  if (unmarked.length > 0) wrong.push(`${name}: Chinese that is not marked: ${unmarked.slice(0, 3).join(" | ")}`);
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

// Answers leave only what applies, say how much it is, stand on paper, and are applied again when the reader comes back.
await page.goto(pathToFileURL(path.join(root, "zh/item/000114/000114107003.html")).href);
const materials = () => page.locator("#materials .entries > li:visible").count();
const before = await materials();
await page.check("input[name=handling_item][value='02']");
const change = await materials();
await page.check("input[name=handling_item][value='01']");
const open01 = await page.textContent("#materials [role=status]");
await page.check("input[name=branch][value=yes]");
const branch = await materials();
if (!(change > 0 && change < before && branch === before)) wrong.push(`materials by answers: ${before}, ${change}, ${branch}`);
if (!/^至少需要\d+项材料，另有[1-9]\d*项取决于/.test(open01)) wrong.push(`while a question is open: ${open01}`);
const all = await page.textContent("#materials [role=status]");
if (!all.startsWith(`需要${branch}项材料。`)) wrong.push(`when all is answered: ${all}, ${branch}`);
await page.check("input[name=branch][value=no]");
const fewer = await materials();
await page.click(".brand");
await page.goBack();
await page.waitForFunction((fewer) => [...document.querySelectorAll("#materials .entries > li")].filter((own) => !own.hidden).length === fewer, fewer, { timeout: 5000 })
  .catch(() => wrong.push("after a way back the answers are not applied"));
await page.emulateMedia({ media: "print" });
const chosen = await page.locator(".chosen").innerText();
if (!chosen.includes(`${before - fewer}项材料不适用`)) wrong.push(`on paper: ${chosen}`);
await page.emulateMedia({ media: "screen" });

// The search finds 200 words that items hold: parts of names, codes. Any two characters are enough.
const look = async (query) => {
  await page.fill("#q", query);
  await page.waitForFunction((query) => document.documentElement.dataset.searched === query, query);
  return page.$$eval("#found a", (links) => links.map((link) => link.href));
};
const search = (site, tree) => page.goto(pathToFileURL(path.join(site, tree, "search.html")).href);
const index = JSON.parse(readFileSync(path.join(root, "site-index.json"), "utf8"));
const held = new Map();
for (const { name, code, basic_code, files } of index.entries) {
  const chars = Array.from(name.zh);
  const middle = Math.floor(chars.length / 2);
  const queries = [chars.slice(0, 6).join(""), chars.slice(middle, middle + 2).join(""), chars.slice(-4).join(""), code ?? basic_code, ...(name.en ? [name.en.slice(-12).trim()] : [])];
  for (const query of queries) if (Array.from(query).length >= 2 && !held.has(query)) held.set(query, files[0]);
}
await search(root, "zh");
const words = [...held].slice(0, 200);
for (const [query, file] of words) {
  if (!(await look(query)).includes(pathToFileURL(path.join(root, file)).href)) wrong.push(`the search does not find ${file} by ${query}`);
}
if (words.length < 200) wrong.push(`only ${words.length} words to search for`);
await search(root, "en");
if (!(await look("submitCase")).some((link) => link.endsWith("api/operations.html#op-submitCase"))) wrong.push("the search does not find an operation");
for (const [query, many] of [["Pudong food", 1], ["food Pudong", 1], ["000131024000", 1], ["restaurant xyz", 0], ["food licence 龘", 0]]) {
  const found = await look(query);
  if (found.length !== many || found.some((link) => !link.includes("/item/"))) wrong.push(`the search for ${query}: ${found.length} results`);
}
await look("food licence");
if (new URL(page.url()).searchParams.get("q") !== "food licence") wrong.push(`the address of a search: ${page.url()}`);
const count = await page.locator("#found li").count();
await page.click("#found a");
await page.goBack();
await page.waitForFunction((count) => document.querySelectorAll("#found li").length === count, count, { timeout: 5000 }).catch(() => wrong.push("after a way back the results are lost"));
if ((await look("龘龘")).length > 0) wrong.push("the search finds something by what no page holds");

// Steps that an answer takes out leave the drawing as well.
await page.goto(pathToFileURL(path.join(process.argv[3], "en/item/001014/001014999001.html")).href);
const boxes = () => page.locator("#steps svg g:visible").count();
const drawn = [await boxes()];
for (const [name, value] of [["handling_item", "01"], ["agent", "yes"], ["agent", "no"]]) {
  await page.check(`input[name=${name}][value="${value}"]`);
  drawn.push(await boxes());
}
if (drawn.join() !== "2,2,0,2") wrong.push(`steps drawn by answers: ${drawn}`);

// Beside secrets: neither a file nor the search shows one.
const beside = path.resolve(process.argv[3]);
(function read(folder) {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (name.includes("MARKER")) wrong.push(`${name} is named after a secret`);
    if (statSync(file).isDirectory()) read(file);
    else if (readFileSync(file, "latin1").includes("MARKER")) wrong.push(`${path.relative(beside, file)} shows a secret`);
  }
})(beside);
await search(beside, "zh");
for (const secret of ["MARKER", "999999MARKER", "MARKER-name", "MARKER-level"]) {
  await look(secret);
  if ((await page.textContent("#found")).includes("MARKER")) wrong.push(`the search finds a secret by ${secret}`);
}
const loaded = await page.evaluate(() => Object.keys(window.muluSearch.shards).length);
if (loaded === 0) wrong.push("the search loaded no shard");
wrong.push(...said);
await browser.close();
console.log(`${pages.length} pages, ${links} links, ${data} linked data, ${sample.size} pages of valid HTML, ${states} states, ${words.length} words, ${wrong.length} wrong`);
for (const line of wrong.slice(0, 60)) console.error(line);
process.exit(wrong.length > 0 ? 1 : 0);
