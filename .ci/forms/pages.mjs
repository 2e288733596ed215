// Pages of forms in a browser: axe-core at WCAG 2.2 AA, clean and with mistakes, in both languages;
// no request to anywhere; three mistakes put right by keyboard alone. $1: folder of pages,
// $2: the page for the keyboard.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "./browser.mjs";

const folder = path.resolve(process.argv[2]);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const { browser, page, said } = await open({ viewport: { width: 390, height: 844 } });
const wrong = [];
let states = 0;

async function judge(name) {
  // Evaluated by the debugger: the policy of the page allows no script but its own.
  const result = await page.evaluate(async ({ source, tags }) => {
    if (!window.axe) (0, eval)(source);
    return window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  }, { source: axe, tags });
  states += 1;
  for (const { id, nodes } of result.violations) wrong.push(`${name}: ${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
}

const pages = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
for (const name of pages) {
  await page.goto(pathToFileURL(path.join(folder, name)).href);
  await judge(`${name}, clean`);
  if (!name.endsWith(".print.html")) {
    const chosen = await page.locator("form :checked:not([value=''])").count();
    if (chosen > 0) wrong.push(`${name}: opens with ${chosen} answers chosen`);
    await page.click("button[type=submit]");
    const focus = await page.evaluate(() => document.activeElement.id);
    if (!["errors", "done"].includes(focus)) wrong.push(`${name}: the focus is not on the summary`);
    await judge(`${name}, with mistakes`);
    await page.check("#lang-en");
    await judge(`${name}, English`);
    await saysEachOnce(name);
    if (focus === "errors" && !(await page.title()).startsWith("Error: ")) wrong.push(`${name}: the title is not English`);
    await printsWhole(name);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  if (wide) wrong.push(`${name}: wider than a telephone`);
}

/// A value that is longer than its control stands whole on paper, and is in the way of nobody afterwards.
async function printsWhole(name) {
  const left = await page.evaluate(() => {
    const controls = [...document.querySelectorAll("textarea, input[type=text][name]")];
    const value = "长".repeat(150);
    for (const control of controls) control.value = value;
    window.dispatchEvent(new Event("beforeprint"));
    const whole = controls.filter((control) => control.nextElementSibling?.textContent === value).length;
    window.dispatchEvent(new Event("afterprint"));
    return controls.length - whole + document.querySelectorAll(".printed").length;
  });
  if (left > 0) wrong.push(`${name}: ${left} values are not printed whole`);
}

/// Every mistake is told apart from all others in both languages, and a question has one mark at its end.
async function saysEachOnce(name) {
  for (const lang of ["en", "zh"]) {
    await page.check(`#lang-${lang}`);
    const lines = (await page.locator("#errors:visible li").allInnerTexts()).map((line) => line.trim());
    const bad = lines.filter((line, at) => lines.indexOf(line) < at || /[?？][:：]/.test(line) || (lang === "en" && !/[:?？] /.test(line)));
    if (bad.length > 0) wrong.push(`${name}: in the summary, ${lang}: ${bad.slice(0, 3).join(" | ")}`);
  }
  await page.check("#lang-en");
}

/// A link from an English page opens the form in English.
async function opensInEnglish(name) {
  // A page that is open already is not loaded again for another fragment.
  await page.goto("about:blank");
  await page.goto(pathToFileURL(path.join(folder, name)).href + "#en");
  const [lang, checked] = await page.evaluate(() => [document.documentElement.lang, document.querySelector("#lang-en").checked]);
  if (lang !== "en" || !checked || !(await page.locator("button[type=submit] .en").isVisible())) wrong.push(`${name}: #en is not English`);
}

/// Three mistakes put right without a mouse: from the summary to each field and on.
async function byKeyboard(name) {
  await page.goto(pathToFileURL(path.join(folder, name)).href);
  const mistakes = () => page.locator("#errors li").allTextContents();
  const check = async () => {
    await page.focus("button[type=submit]");
    await page.keyboard.press("Enter");
    return mistakes();
  };
  const before = await check();
  for (let number = 0; number < 3; number += 1) {
    await page.focus("#errors");
    for (let step = 0; step <= number; step += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const kind = await page.evaluate(() => document.activeElement.closest(".wrong") && document.activeElement.type);
    if (!kind) wrong.push(`${name}: the link of mistake ${number + 1} does not lead to its field`);
    if (kind === "radio" || kind === "checkbox") await page.keyboard.press("Space");
    else await page.keyboard.insertText("欧阳·娜娜𬭎");
  }
  // An answer can lead to new questions: those that were put right must be gone.
  const after = await check();
  const left = before.slice(0, 3).filter((mistake) => after.includes(mistake));
  if (before.length < 3 || left.length > 0) wrong.push(`${name}: by keyboard were not put right: ${left}`);
}

const first = pages.find((name) => name === process.argv[3]);
if (first) {
  await byKeyboard(first);
  await opensInEnglish(first);
}
wrong.push(...said);
await browser.close();
console.log(`${pages.length} pages, ${states} states`);
if (states === 0) wrong.push("nothing was judged");
for (const line of wrong.slice(0, 40)) console.error(line);
process.exit(wrong.length > 0 ? 1 : 0);
