(() => {
  const form = document.getElementById("form");
  const main = document.getElementById("main");
  const errors = document.getElementById("errors");
  const done = document.getElementById("done");
  const title = document.title;
  document.documentElement.classList.add("js");
  form.noValidate = true;

  const words = {
    required: ["请填写", "Fill this in"],
    choose: ["请选择", "Choose an answer"],
    attach: ["请选择文件", "Choose a file"],
    agree: ["需要您的同意", "Your consent is needed"],
    shape: ["格式不正确", "This does not have the right form"],
    most: ["超出长度限制，最多字符数：", "Too long; most characters: "],
    minimum: ["不能小于 ", "Not less than "],
    maximum: ["不能大于 ", "Not more than "],
    number: ["请填写数字", "Enter a number"],
    integer: ["请填写整数", "Enter a whole number"],
    date: ["请填写日历上的日期", "Enter a day of the calendar"],
    decimals: ["小数位数过多，最多位数：", "Too many decimal places; at most: "],
    type: ["请先选择证件类型", "Choose the type of document first"],
    uscc: ["统一社会信用代码校验不通过，请核对", "The check character of this credit code does not fit"],
    "citizen-id": ["证件号码校验不通过，请核对", "The check character of this number does not fit"],
    file: ["文件类型或大小不符合要求", "A file of this type or size is not accepted"],
    summary: ["请更正以下内容", "There is a problem"],
    loaded: ["已载入草稿", "The draft is loaded"],
    unloaded: ["不是本表单的草稿文件", "This is no draft of this form"],
  };

  // Both texts, of which the page shows one.
  function both(texts) {
    return ["zh", "en"].map((lang, at) => {
      const span = document.createElement("span");
      span.className = span.lang = lang;
      span.textContent = texts[at];
      return span;
    });
  }

  const speak = (word, detail = "") => both(words[word].map((text) => text + detail));

  // What is shown under which answers.
  const shown = (node) => !node.closest("[hidden]");

  function answers() {
    const given = Object.create(null);
    for (const control of form.elements) {
      const [part, question] = (control.name || "").split("/");
      if (part !== "situations" || !shown(control)) continue;
      const chosen = control.tagName === "SELECT" ? control.value !== "" : control.checked;
      if (chosen) (given[question] ||= []).push(control.value);
    }
    return given;
  }

  function holds(when, given) {
    if (when === "always" || when === "never") return when === "always";
    if (when.answer) return (given[when.answer.question] || []).some((own) => when.answer.options.includes(own));
    if (when.all) return when.all.every((one) => holds(one, given));
    if (when.any) return when.any.some((one) => holds(one, given));
    return !holds(when.not, given);
  }

  function update() {
    const blocks = [...form.querySelectorAll("[data-when]")];
    // A question can decide whether another is asked: a chain ends after as many rounds.
    for (let round = 0; round <= blocks.length; round += 1) {
      const given = answers();
      let changed = false;
      for (const block of blocks) {
        const hidden = !holds(JSON.parse(block.dataset.when), given);
        changed ||= block.hidden !== hidden;
        block.hidden = hidden;
      }
      if (!changed) break;
    }
    for (const part of form.querySelectorAll("[data-needs]")) {
      const slot = part.closest("[data-slot]");
      const wanted = Object.entries(JSON.parse(part.dataset.needs));
      part.hidden = false;
      part.hidden = !wanted.every(([key, value]) => values(slot.dataset.slot + "/" + key).includes(value));
    }
  }

  // The values of the controls of one name that are shown.
  function controls(name) {
    return [...form.elements].filter((control) => control.name === name && shown(control));
  }

  function values(name) {
    return controls(name).flatMap((control) => {
      if (control.type === "radio" || control.type === "checkbox") {
        // An empty value takes a choice back.
        return control.checked && control.value !== "" ? [control.value] : [];
      }
      if (control.type === "file") return [...control.files];
      const text = control.value.trim();
      return text === "" ? [] : [text];
    });
  }

  function typed(kind, found) {
    switch (kind) {
      case "multiple": case "contested": return found;
      case "boolean": case "consent": return found[0] === "true";
      case "number": case "integer": return Number(found[0]);
      case "file": return found.map(({ name, size, type }) => type ? { name, size, type } : { name, size });
      default: return found[0];
    }
  }

  function put(data, path, value) {
    const keys = path.split("/");
    const last = keys.pop();
    let at = data;
    for (const key of keys) at = at[key] ||= Object.create(null);
    at[last] = value;
  }

  // The application, as the schema of this form describes it.
  function collect() {
    const data = Object.create(null);
    for (const section of form.querySelectorAll("[data-object]")) {
      if (shown(section)) put(data, section.dataset.object, Object.create(null));
    }
    const names = new Set();
    for (const control of form.elements) {
      if (!control.name || names.has(control.name) || !shown(control)) continue;
      names.add(control.name);
      const found = values(control.name);
      if (found.length > 0) put(data, control.name, typed(control.dataset.kind, found));
    }
    for (const slot of form.querySelectorAll("[data-slot]:not([data-needed])")) {
      // An optional material of one way only is there once something of it is.
      const [part, id] = slot.dataset.slot.split("/");
      const own = data[part]?.[id];
      if (own && Object.keys(own).length === 1 && slot.querySelector("input[type=hidden]")) delete data[part][id];
    }
    if (data.materials && Object.keys(data.materials).length === 0) delete data.materials;
    return data;
  }

  // A pattern that this browser cannot read refuses nobody.
  function fits(pattern, text) {
    try {
      return new RegExp(pattern, "u").test(text);
    } catch {
      return true;
    }
  }

  // Why the values of a block cannot be accepted; nothing where they can.
  function fault(block) {
    const { field, kind, most, pattern, check, minimum, maximum, decimals, shapes, typeOf } = block.dataset;
    const inner = controls(field);
    if (inner.some((control) => control.validity.badInput)) return speak(kind === "date" ? "date" : "number");
    const found = values(field);
    if (found.length === 0) {
      if (!("required" in block.dataset)) return null;
      if (kind === "file") return speak("attach");
      if (kind === "consent") return speak("agree");
      return speak(inner.length > 1 || inner[0]?.tagName === "SELECT" ? "choose" : "required");
    }
    if (kind === "file") {
      const bad = found.length > 50 || found.some((file) => file.size > Number(most) || !fits(pattern, file.name));
      return bad ? speak("file") : null;
    }
    const [text] = found;
    if (kind === "number" || kind === "integer") {
      const number = Number(text);
      if (!Number.isFinite(number)) return speak("number");
      if (kind === "integer" && !Number.isInteger(number)) return speak("integer");
      if (minimum !== undefined && number < Number(minimum)) return speak("minimum", minimum);
      if (maximum !== undefined && number > Number(maximum)) return speak("maximum", maximum);
      if (decimals !== undefined && !checks.decimals(number, Number(decimals))) return speak("decimals", decimals);
      return null;
    }
    if (kind === "date") return checks.day(text) ? null : speak("date");
    if (kind === "text") {
      if (most !== undefined && [...text].length > Number(most)) return speak("most", most);
      if (pattern !== undefined && !fits(pattern, text)) return speak("shape");
      if (check !== undefined && !checks[check](text)) return speak(check);
      const types = typeOf === undefined ? [] : controls(typeOf);
      if (types.length > 0 && values(typeOf).length === 0 && !("required" in types[0].closest("[data-field]").dataset)) return speak("type");
      const shape = shapes && JSON.parse(shapes).find((one) => one.option === values(typeOf)[0]);
      if (shape?.pattern && !fits(shape.pattern, text)) return speak("shape");
      if (shape?.check && Object.hasOwn(checks, shape.check) && !checks[shape.check](text)) return speak(shape.check);
    }
    return null;
  }

  function mark(block, why) {
    const note = block.querySelector(".error");
    block.classList.toggle("wrong", why !== null);
    note.hidden = why === null;
    note.replaceChildren(...(why || []));
    for (const control of controls(block.dataset.field)) {
      if (why === null) control.removeAttribute("aria-invalid");
      else control.setAttribute("aria-invalid", "true");
    }
  }

  // What a block is called, without the marks beside its name.
  function called(block) {
    const own = block.querySelector("legend, label").cloneNode(true);
    own.querySelectorAll("input, .optional, .tag").forEach((node) => node.remove());
    return own.querySelector("h2") || own;
  }

  // What stands between a name and what is said of it: a question has its own mark.
  function colon(name) {
    const asks = (other) => {
      const own = name.cloneNode(true);
      own.querySelectorAll("." + other).forEach((node) => node.remove());
      return /[?？]\s*$/.test(own.textContent);
    };
    return both([asks("en") ? "" : "：", asks("zh") ? " " : ": "]);
  }

  function summarise(faults) {
    const heading = document.createElement("h2");
    heading.append(...speak("summary"));
    const list = document.createElement("ul");
    const names = faults.map(([block]) => called(block));
    const twice = (name) => names.filter((own) => own.textContent === name.textContent).length > 1;
    for (const [at, [block, why]] of faults.entries()) {
      const name = names[at];
      // Every material has a medium, and two people may have a name: whose it is stands before it.
      const whose = block.closest("[data-slot]") || (twice(name) && block.closest("[data-object]"));
      const target = block.id ? block : controls(block.dataset.field)[0];
      const link = document.createElement("a");
      link.href = "#" + target.id;
      if (whose) link.append(...called(whose).childNodes, " · ");
      const said = [...colon(name), ...why.map((node) => node.cloneNode(true))];
      link.append(...name.cloneNode(true).childNodes, ...said);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        target.scrollIntoView({ block: "center" });
        (target.matches("fieldset") ? target.querySelector("input") : target).focus({ preventScroll: true });
      });
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    errors.replaceChildren(heading, list);
  }

  function download(name, data) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // Puts values back, as far as the form has a place for them.
  function fill(data, path = "") {
    for (const [key, value] of Object.entries(data)) {
      const name = path ? path + "/" + key : key;
      const named = [...form.elements].filter((control) => control.name === name);
      if (named.length === 0) {
        if (value && typeof value === "object" && !Array.isArray(value)) fill(value, name);
        continue;
      }
      for (const control of named) {
        if (control.type === "file") continue;
        if (control.type === "radio" || control.type === "checkbox") {
          control.checked = (Array.isArray(value) ? value : [value]).map(String).includes(control.value);
        } else if (control.type !== "hidden") {
          control.value = String(value);
        }
      }
    }
  }

  async function load(file) {
    const said = document.getElementById("load-said");
    try {
      const draft = JSON.parse(await file.text());
      if (draft.form !== main.dataset.form) throw new Error("another form");
      form.reset();
      fill(draft.application || {});
      for (const pointer of draft.prefilled || []) {
        const block = form.querySelector(`[data-field="${CSS.escape(pointer.slice(1))}"]`);
        if (block) block.classList.add("filled-in");
      }
      update();
      said.replaceChildren(...speak("loaded"));
    } catch {
      said.replaceChildren(...speak("unloaded"));
    }
  }

  // The title of the page, in the language that is shown.
  function titled(wrong) {
    const english = document.getElementById("lang-en").checked;
    const own = (english && main.dataset.titleEn) || title;
    document.title = wrong ? (english ? "Error: " : "错误：") + own : own;
  }

  function tell() {
    document.documentElement.lang = document.getElementById("lang-en").checked ? "en" : "zh";
    titled(!errors.hidden);
  }

  function settle() {
    tell();
    update();
  }

  // On paper nothing scrolls: every value stands whole beside its control.
  function spread() {
    gather();
    for (const control of form.elements) {
      const text = control.type === "file" ? [...control.files].map((file) => file.name).join("\n")
        : control.tagName === "SELECT" ? control.selectedOptions[0]?.textContent : control.value;
      const plain = !control.name || ["radio", "checkbox", "hidden"].includes(control.type);
      if (plain || !text?.trim()) continue;
      const copy = document.createElement("div");
      copy.className = "printed";
      copy.textContent = text;
      control.after(copy);
    }
  }

  function gather() {
    for (const copy of form.querySelectorAll(".printed")) copy.remove();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const faults = [];
    for (const block of form.querySelectorAll("[data-field]")) {
      const why = shown(block) ? fault(block) : null;
      mark(block, why);
      if (why !== null) faults.push([block, why]);
    }
    const wrong = faults.length > 0;
    titled(wrong);
    if (wrong) summarise(faults);
    errors.hidden = !wrong;
    done.hidden = wrong;
    (wrong ? errors : done).focus();
  });
  window.addEventListener("beforeprint", spread);
  window.addEventListener("afterprint", gather);
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  const name = main.dataset.form;
  document.getElementById("print").addEventListener("click", () => window.print());
  document.getElementById("save").addEventListener("click", () => download(name + "-draft.json", { form: name, application: collect() }));
  document.getElementById("take").addEventListener("click", () => download(name + ".json", collect()));
  document.getElementById("load").addEventListener("change", (event) => {
    if (event.target.files[0]) load(event.target.files[0]);
  });
  for (const choice of document.querySelectorAll("input[name=lang]")) {
    choice.addEventListener("change", tell);
  }
  // English pages link to the English form.
  if (location.hash === "#en") document.getElementById("lang-en").checked = true;
  settle();
  // A browser that comes back to the page fills in the answers of before.
  window.addEventListener("pageshow", settle);
})();
