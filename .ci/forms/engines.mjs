// One verdict for each application: by the schema, by react-jsonschema-form, by Formily, by the
// page itself; and one list of fields. $1: folder with every target of some forms.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import React from "react";
import { renderToStaticMarkup } from "react-dom/server";
import * as rjsfCore from "@rjsf/core";
import * as rjsfValidator from "@rjsf/validator-ajv8";
import { getDefaultFormState } from "@rjsf/utils";
import { createForm } from "@formily/core";
import { Schema } from "@formily/json-schema";
import { registerValidateRules } from "@formily/validator";
import { open } from "./browser.mjs";
import { changed, leaves, whole } from "./cases.mjs";

const folder = path.resolve(process.argv[2]);
const { formats, rules, clean } = await import(pathToFileURL(path.join(folder, "checks.mjs")));
registerValidateRules(rules);
const rjsf = rjsfValidator.customizeValidator({ customFormats: formats });
const read = (id, ending) => JSON.parse(readFileSync(path.join(folder, `${id}.${ending}`)));

/// Fields of the sections, as pointers.
function fieldsOfSchema(schema, found = new Set()) {
  for (const [section, own] of Object.entries(schema.properties?.sections?.properties ?? {})) {
    for (const field of Object.keys(own.properties ?? {})) found.add(`${section}/${field}`);
  }
  for (const one of schema.allOf ?? []) if (one.then) fieldsOfSchema(one.then, found);
  return found;
}

/// A form of Formily with a field for every part of a schema.
async function formilyForm(document, data) {
  const form = createForm({ initialValues: structuredClone(data) });
  const build = (schema, name, basePath) => {
    const props = { ...schema.toFieldProps({ scope: {} }), name, basePath };
    const at = basePath ? `${basePath}.${name}` : name;
    if (schema.type === "object") {
      form.createObjectField(props);
      schema.mapProperties((inner, key) => build(inner, key, at));
    } else if (schema.type === "array") form.createArrayField(props);
    else form.createField(props);
  };
  new Schema(document.schema).mapProperties((schema, name) => build(schema, name, ""));
  form.onMount();
  await new Promise((resolve) => setTimeout(resolve, 0));
  return form;
}

async function formilyValues(document, data) {
  const form = await formilyForm(document, data);
  return JSON.parse(JSON.stringify(form.values));
}

async function formilyVerdict(document, data) {
  const form = await formilyForm(document, data);
  try {
    await form.validate();
    return [];
  } catch (errors) {
    return Array.isArray(errors) && errors.length > 0 ? errors : [String(errors)];
  }
}

function fieldsOfFormily(document) {
  const sections = document.schema.properties.sections?.properties ?? {};
  return new Set(Object.entries(sections).flatMap(([section, own]) => Object.keys(own.properties).map((field) => `${section}/${field}`)));
}

const same = (a, b) => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
const { browser, page } = await open();
const ids = readdirSync(folder).filter((name) => name.endsWith(".formily.json")).map((name) => name.slice(0, -13)).sort();
let applications = 0;
let accepted = 0;
const wrong = [];
for (const id of ids) {
  const schema = read(id, "schema.json");
  const engine = read(id, "rjsf.json");
  const formily = read(id, "formily.json");
  const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true, formats }));
  const validate = ajv.compile(schema);
  const url = pathToFileURL(path.join(folder, `${id}.html`)).href;
  await page.goto(url);
  const shown = await page.evaluate(() => [...document.querySelectorAll("[data-object] [data-field]")].map((one) => one.dataset.field.replace("sections/", "")));
  const fields = fieldsOfSchema(schema);
  for (const [name, own] of [["page", shown], ["rjsf", fieldsOfSchema(engine.schema)], ["formily", fieldsOfFormily(formily)]]) {
    if (!same(fields, own)) wrong.push(`${id}: the fields of ${name} are ${[...own]}, those of the schema ${[...fields]}`);
  }
  // One application for each answer to each question, and changes of the first.
  const questions = Object.entries(schema.properties.situations?.properties ?? {});
  const answers = questions.flatMap(([question, own]) => (own.items ?? own).enum.map((option) => ({ [question]: own.items ? [option] : option })));
  const cases = [];
  for (const [number, given] of (answers.length ? answers : [{}]).entries()) {
    let data;
    try {
      data = whole(schema, given, validate, formats);
    } catch {
      continue; // This question is not asked with the first answers to the others.
    }
    cases.push([`whole ${JSON.stringify(given)}`, data]);
    if (number === 0) cases.push(...changed(schema, data, formats));
  }
  if (cases.length === 0) wrong.push(`${id}: no application was found`);
  for (const formData of [undefined, ...cases.map(([, data]) => data)]) {
    const markup = renderToStaticMarkup(React.createElement(rjsfCore.default, { ...engine, formData, validator: rjsf }));
    if (/Unsupported field schema|Unknown field type/.test(markup)) wrong.push(`${id}: react-jsonschema-form shows an unsupported field`);
    if (!formData && /checked=""|<option(?=[^>]*selected)(?![^>]*value="")/.test(markup)) wrong.push(`${id}: react-jsonschema-form opens with something chosen`);
    if (/>[a-z]+(-[a-z]+)+</.test(markup)) wrong.push(`${id}: react-jsonschema-form shows a slug: ${markup.match(/>[a-z]+(-[a-z]+)+</)[0]}`);
  }
  // What the engines start with and add by themselves is nothing, or taken away again.
  const begun = (data) => getDefaultFormState(rjsf, engine.schema, structuredClone(data), engine.schema, false, engine.experimental_defaultFormStateBehavior);
  const start = leaves(begun(undefined) ?? {});
  if (start.length > 0) wrong.push(`${id}: react-jsonschema-form begins with ${start}`);
  for (const [name, data] of cases.filter(([, data]) => validate(data))) {
    if (!validate(clean(begun(data)))) wrong.push(`${id}: ${name}: react-jsonschema-form makes of it ${JSON.stringify(validate.errors)}`);
    const given = clean(await formilyValues(formily, data));
    if (!validate(given)) wrong.push(`${id}: ${name}: Formily makes of it ${JSON.stringify(validate.errors)}`);
  }
  for (const [name, data] of cases) {
    const expected = validate(data);
    // What is not asked: a page and Formily leave it out, and judge the rest.
    if (name.startsWith("with") && validate.errors?.some((one) => one.keyword === "false schema")) continue;
    applications += 1;
    accepted += expected ? 1 : 0;
    const byRjsf = rjsf.validateFormData(data, engine.schema).errors;
    const byFormily = await formilyVerdict(formily, data);
    const byPage = await page.evaluate(judgeOnPage, data);
    const verdicts = { rjsf: byRjsf.length === 0, formily: byFormily.length === 0, page: byPage.accepted };
    for (const [engineName, verdict] of Object.entries(verdicts)) {
      if (verdict !== expected) {
        const why = { rjsf: byRjsf, formily: byFormily, page: byPage.said }[engineName];
        wrong.push(`${id}: ${name}: the schema says ${expected} ${JSON.stringify(validate.errors)}, ${engineName} ${verdict}: ${JSON.stringify(why).slice(0, 400)}`);
      }
    }
    if (expected && byPage.accepted && !same(leaves(byPage.application).map(String), leaves(data).map(String))) {
      wrong.push(`${id}: ${name}: the page gives ${JSON.stringify(byPage.application)}, not ${JSON.stringify(data)}`);
    }
  }
}
await browser.close();

/// Runs in the page: puts an application into it and asks for its verdict.
async function judgeOnPage(data) {
  const id = document.getElementById("main").dataset.form;
  const put = (input, files) => {
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const draft = new File([JSON.stringify({ form: id, application: data })], "draft.json");
  const loaded = document.getElementById("load-said");
  loaded.replaceChildren();
  put(document.getElementById("load"), [draft]);
  while (!loaded.hasChildNodes()) await new Promise((resolve) => setTimeout(resolve, 1));
  for (const input of document.querySelectorAll("#form input[type=file][name]")) {
    const files = input.name.split("/").reduce((at, key) => at?.[key], data) ?? [];
    put(input, files.map(({ name, size, type }) => new File(["x".repeat(size ?? 1)], name, { type })));
  }
  let text;
  const own = URL.createObjectURL;
  const click = HTMLAnchorElement.prototype.click;
  URL.createObjectURL = (blob) => { text = blob.text(); return "about:blank"; };
  HTMLAnchorElement.prototype.click = () => {};
  document.querySelector("button[type=submit]").click();
  const accepted = !document.getElementById("done").hidden;
  if (accepted) document.getElementById("take").click();
  URL.createObjectURL = own;
  HTMLAnchorElement.prototype.click = click;
  const said = [...document.querySelectorAll("#errors li")].map((one) => one.textContent);
  return { accepted, said: accepted ? [] : said, application: text ? JSON.parse(await text) : null };
}

console.log(`${ids.length} forms, ${applications} applications, ${accepted} of them accepted`);
if (ids.length === 0 || accepted === 0 || accepted === applications) wrong.push("nothing was judged");
for (const line of wrong.slice(0, 40)) console.error(line);
process.exit(wrong.length > 0 ? 1 : 0);
