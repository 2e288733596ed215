"use strict";
// What applies to the answers of a reader, and the search. Without scripts every page still says all.
window.muluSearch = { shards: {}, titles: {}, meta: null };
(() => {
  const up = document.body.dataset.up;
  const english = document.documentElement.lang === "en";

  // A condition over answers: true, false, or undefined while a question is open.
  function holds(when, answers) {
    if (when === "always") return true;
    if (when === "never") return false;
    if (when.answer) {
      const given = answers[when.answer.question];
      return given ? given.some((one) => when.answer.options.includes(one)) : undefined;
    }
    if (when.not) {
      const inner = holds(when.not, answers);
      return inner === undefined ? undefined : !inner;
    }
    const all = (when.all || when.any).map((one) => holds(one, answers));
    const decisive = !when.all;
    if (all.includes(decisive)) return decisive;
    return all.includes(undefined) ? undefined : !decisive;
  }

  function ask(form) {
    const conditional = [...document.querySelectorAll("[data-when]")];
    const said = form.querySelector("[role=status]");
    function apply() {
      const answers = {};
      for (const input of form.querySelectorAll("input:checked")) {
        if (!input.closest("[data-question]").hidden) (answers[input.name] ||= []).push(input.value);
      }
      for (const node of conditional) {
        const held = holds(JSON.parse(node.dataset.when), answers);
        node.hidden = held === false;
        const only = node.querySelector(".only");
        if (only) only.hidden = held === true;
      }
      const shown = [...form.closest("section").querySelectorAll(".entries > li")].filter((node) => !node.hidden);
      const answered = Object.keys(answers).length > 0;
      said.textContent = answered ? said.dataset[english ? "en" : "zh"].replace("{n}", shown.length) : "";
    }
    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }
  document.querySelectorAll("form.ask").forEach(ask);

  const search = window.muluSearch;
  const loading = {};
  const load = (name) => loading[name] ||= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${up}../assets/search/${name}.js`;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  const folded = (text) => text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ").replace(/[A-Z]/g, (c) => c.toLowerCase());
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  function numbers(text) {
    const out = [];
    let last = 0, value = 0, scale = 1;
    for (const c of text) {
      const digit = digits.indexOf(c);
      value += (digit % 32) * scale;
      scale *= 32;
      if (digit < 32) {
        last += value;
        out.push(last);
        value = 0;
        scale = 1;
      }
    }
    return out;
  }

  async function find(query) {
    const chars = Array.from(folded(query.trim()));
    const pairs = new Set();
    for (let at = 0; at + 1 < chars.length; at += 1) {
      const pair = chars[at] + chars[at + 1];
      if (!/\s/.test(pair)) pairs.add(pair);
    }
    if (pairs.size === 0) return null;
    await load("meta");
    const { shards, chunk } = search.meta;
    const shard = (pair) => Array.from(pair).reduce((hash, c) => (Math.imul(hash, 31) + c.codePointAt(0)) >>> 0, 0) % shards;
    await Promise.all([...new Set([...pairs].map(shard))].map((number) => load(`pairs-${number}`)));
    const hits = new Map();
    for (const pair of pairs) {
      for (const number of numbers(search.shards[shard(pair)][pair] || "")) hits.set(number, (hits.get(number) || 0) + 1);
    }
    // Those with all pairs first, then by their share; a third of the pairs is too few to mean anything.
    const ranked = [...hits].filter(([, count]) => count * 3 > pairs.size).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 200);
    await Promise.all([...new Set(ranked.map(([number]) => Math.floor(number / chunk)))].map((number) => load(`titles-${number}`)));
    const whole = chars.join("");
    const records = ranked.map(([number, count]) => {
      const [path, zh, en, noteZh, noteEn] = search.titles[Math.floor(number / chunk)][number % chunk];
      const exact = [zh, en].some((text) => text && folded(text).includes(whole)) ? 2
        : [noteZh, noteEn].some((text) => text && folded(text).includes(whole)) ? 1 : 0;
      return { path, zh, en, noteZh, noteEn, count, exact };
    });
    return records.sort((a, b) => b.exact - a.exact || b.count - a.count);
  }

  function text(node, zh, en) {
    node.textContent = english && en ? en : zh;
    if (english && !en) node.lang = "zh";
    return node;
  }

  const list = document.getElementById("found");
  if (list) {
    const said = document.getElementById("said");
    const input = document.getElementById("q");
    let turn = 0;
    const show = async () => {
      const own = turn += 1;
      const query = input.value;
      const records = query.trim() ? await find(query) : [];
      if (own !== turn) return;
      list.replaceChildren();
      if (!query.trim()) said.textContent = "";
      else if (records === null) said.textContent = said.dataset.short;
      else if (records.length === 0) said.textContent = english ? `${said.dataset.none} “${query}”` : `${said.dataset.none}“${query}”`;
      else said.textContent = `${records.length} ${said.dataset.some}`;
      for (const record of records || []) {
        const item = document.createElement("li");
        const link = text(document.createElement("a"), record.zh, record.en);
        link.href = up + record.path;
        const note = text(document.createElement("span"), record.noteZh, record.noteEn);
        note.className = "note";
        item.append(link, note);
        list.append(item);
      }
      document.documentElement.dataset.searched = query;
    };
    input.value = new URLSearchParams(location.search).get("q") || "";
    input.addEventListener("input", show);
    input.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
    show();
  }
})();
