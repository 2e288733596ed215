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

  const under = (node, answers) => node.dataset.when ? holds(JSON.parse(node.dataset.when), answers) : true;
  const shown = (node) => !node.hasAttribute("hidden");

  function ask(form) {
    const section = form.closest("section");
    const asked = [...form.querySelectorAll("[data-question]")];
    const conditional = [...document.querySelectorAll("[data-when]")].filter((node) => !form.contains(node));
    const drawings = [...document.querySelectorAll(".flow svg")].map((svg) => [svg, svg.viewBox.baseVal.height]);
    const said = form.querySelector("[role=status]");
    const chosen = section.querySelector(".chosen");

    // In the order of the page: a question may depend on those before it. What is not asked is answered with nothing.
    function given() {
      const answers = Object.create(null);
      for (const field of asked) {
        field.hidden = under(field, answers) === false;
        const values = [...field.querySelectorAll("input:checked")].map((input) => input.value);
        if (field.hidden) answers[field.dataset.question] = [];
        else if (values.length > 0) answers[field.dataset.question] = values;
      }
      return answers;
    }

    // What applies, what may, what does not: each counted apart.
    function count(answers) {
      const entries = [...section.querySelectorAll(".entries > li")];
      const most = entries.filter((node) => !("optional" in node.dataset));
      const of = (nodes, state) => nodes.filter((node) => under(node, answers) === state).length;
      return { n: of(most, true), m: of(most, undefined), k: entries.filter(shown).length - most.filter(shown).length, left: of(entries, false) };
    }

    // For paper: which answers this list is for.
    function repeat(answered, { m, left }) {
      chosen.hidden = answered.length === 0;
      const parts = answered.flatMap((field, at) => {
        const options = [...field.querySelectorAll("input:checked")].flatMap((input, at) =>
          [...(at > 0 ? [english ? ", " : "、"] : []), input.nextElementSibling.cloneNode(true)]);
        return [...(at > 0 ? [english ? "; " : "；"] : []), ...field.querySelector("legend").cloneNode(true).childNodes, " ", ...options];
      });
      const rest = [left > 0 ? chosen.dataset.left.replace("{n}", left) : "", m > 0 ? chosen.dataset.open : ""];
      chosen.lastElementChild.replaceChildren(...parts, english ? ". " : "。", rest.join(english ? " " : ""));
    }

    function apply() {
      const answers = given();
      const answered = asked.filter((field) => !field.hidden && answers[field.dataset.question]);
      for (const node of conditional) {
        const held = under(node, answers);
        node.toggleAttribute("hidden", held === false);
        node.classList.toggle("held", held === true);
        const only = node.querySelector(".only");
        if (only) only.hidden = held === true;
      }
      for (const [svg, height] of drawings) {
        const boxes = [...svg.querySelectorAll("g")];
        const left = boxes.filter(shown);
        left.forEach((box, at) => box.setAttribute("transform", `translate(1 ${at * svg.dataset.pitch + 1})`));
        svg.viewBox.baseVal.height = height - (boxes.length - left.length) * svg.dataset.pitch;
        svg.toggleAttribute("hidden", left.length === 0);
      }
      for (const none of document.querySelectorAll(".none")) {
        none.hidden = [...none.closest("section").querySelectorAll(".entries > li")].some(shown);
      }
      const counted = count(answers);
      const lines = [counted.m > 0 ? said.dataset.open : said.dataset.all, ...(counted.k > 0 ? [said.dataset.optional] : [])];
      const filled = lines.join(english ? " " : "").replace(/\{([nmk])\}/g, (whole, name) => counted[name]);
      said.textContent = answered.length > 0 ? filled : "";
      repeat(answered, counted);
    }
    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    // A browser that comes back to the page fills in the answers of before.
    addEventListener("pageshow", apply);
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

  const most = 200;
  const shard = (pair) => Array.from(pair).reduce((hash, c) => (Math.imul(hash, 31) + c.codePointAt(0)) >>> 0, 0) % search.meta.shards;

  // A query as words. Letters and digits count as a whole only, Chinese also by its pairs of characters.
  function wordsOf(query) {
    const plain = folded(query.trim());
    const runs = plain.match(/[a-z0-9]+|[^\x00-\x7f\s]+/g) || [];
    const long = runs.some((run) => Array.from(run).length > 1);
    return [...new Set(long ? runs : plain.split(/\s+/))].map((run) => {
      const chars = Array.from(run);
      const pairs = [...new Set(chars.slice(1).map((c, at) => chars[at] + c))];
      return { run, pairs, whole: !long || chars.length < 2 || /^[a-z0-9]/.test(run) };
    });
  }

  // The numbers of records that may hold all words, those that hold more pairs first. A third of the pairs is too few to mean anything.
  function candidates(words) {
    let found = null;
    for (const { pairs, whole } of words) {
      const hits = new Map();
      for (const pair of pairs) {
        for (const number of numbers(search.shards[shard(pair)][pair] || "")) hits.set(number, (hits.get(number) || 0) + 1);
      }
      const enough = [...hits].filter(([number, count]) => (whole ? count === pairs.length : count * 3 > pairs.length) && (!found || found.has(number)));
      found = new Map(enough.map(([number, count]) => [number, (found?.get(number) || 0) + count / pairs.length]));
    }
    return [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  // How well a record fits: whether it holds all words, whether it is an item, how many words its title holds or begins with.
  function judged([path, zh, en, noteZh, noteEn], words) {
    const [titles, notes] = [[zh, en], [noteZh, noteEn]].map((texts) => texts.filter(Boolean).map(folded));
    const within = (texts, run) => texts.some((text) => text.includes(run));
    const held = words.filter(({ run }) => within(titles, run) || within(notes, run));
    if (words.some((word) => word.whole && !held.includes(word))) return null;
    const begins = ({ run }) => titles.some((text) => text.split(/[^a-z0-9]+/).some((word) => word.startsWith(run)));
    const title = words.reduce((sum, word) => sum + (within(titles, word.run) ? 1 : 0) + (begins(word) ? 1 : 0), 0);
    return { path, zh, en, noteZh, noteEn, all: held.length === words.length ? 1 : 0, item: path.startsWith("item/") ? 1 : 0, title };
  }

  async function find(query) {
    const words = wordsOf(query);
    const long = words.filter(({ pairs }) => pairs.length > 0);
    if (long.length === 0) return null;
    await load("meta");
    await Promise.all([...new Set(long.flatMap(({ pairs }) => pairs.map(shard)))].map((number) => load(`pairs-${number}`)));
    const ranked = candidates(long);
    const { chunk } = search.meta;
    const records = [];
    let at = 0;
    for (; at < ranked.length && records.length < most; at += most) {
      const batch = ranked.slice(at, at + most);
      await Promise.all([...new Set(batch.map(([number]) => Math.floor(number / chunk)))].map((number) => load(`titles-${number}`)));
      for (const [number, share] of batch) {
        const record = judged(search.titles[Math.floor(number / chunk)][number % chunk], words);
        if (record) records.push({ ...record, number, share });
      }
    }
    records.sort((a, b) => b.all - a.all || b.item - a.item || b.title - a.title || b.share - a.share || a.number - b.number);
    return { records, more: at < ranked.length };
  }

  // A text in the language of the page; what of it is Chinese on an English page says so.
  function text(node, zh, en) {
    const parts = english ? (en || zh).split(/([\u2e80-\u9fff\uff01-\uff60]+)/) : [zh];
    node.append(...parts.map((part, at) => {
      if (at % 2 === 0) return part;
      const chinese = document.createElement("span");
      chinese.lang = "zh";
      chinese.textContent = part;
      return chinese;
    }));
    return node;
  }

  // The query stands in the address, so that it can be shared and is there when the reader comes back.
  function keep(query) {
    const address = new URL(location.href);
    address.search = query.trim() ? new URLSearchParams({ q: query }) : "";
    try {
      if (address.href !== location.href) history.replaceState(null, "", address);
    } catch {
      // A browser may refuse this for files or when it is asked often: the search works all the same.
    }
  }

  const list = document.getElementById("found");
  if (list) {
    const said = document.getElementById("said");
    const input = document.getElementById("q");
    let turn = 0;
    const show = async () => {
      const own = turn += 1;
      const query = input.value;
      keep(query);
      const found = query.trim() ? await find(query) : { records: [] };
      if (own !== turn) return;
      list.replaceChildren();
      if (!query.trim()) said.textContent = "";
      else if (!found) said.textContent = said.dataset.short;
      else if (found.records.length === 0) said.textContent = english ? `${said.dataset.none} “${query}”` : `${said.dataset.none}“${query}”`;
      else said.textContent = `${found.records.length}${found.more ? "+" : ""} ${found.records.length === 1 ? said.dataset.one : said.dataset.some}`;
      for (const record of found?.records || []) {
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
    addEventListener("pageshow", show);
  }
})();
