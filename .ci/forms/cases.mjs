// Applications of a form: whole ones, and ones with a single mistake each.
const candidates = [
  "欧阳·娜娜𬭎", "11010519491231002X", "91350100M000100Y43", "13800138000", "370828", "A1234567", "123456", "1", "a@b.cn", "2026-11-24",
];

/// A value that a schema of a field accepts.
export function sample(schema, key, formats) {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === "boolean") return true;
  if (schema.type === "integer" || schema.type === "number") return Math.ceil(schema.minimum ?? 3);
  if (schema.type === "array") {
    if (schema.items.type === "object") return [{ name: "扫描.PDF", size: 12, type: "application/pdf" }];
    return [sample(schema.items, key, formats)];
  }
  const fits = (text) => (!schema.pattern || new RegExp(schema.pattern, "u").test(text))
    && (schema.maxLength === undefined || [...text].length <= schema.maxLength)
    && (!schema.format || !formats[schema.format] || formats[schema.format](text))
    && (schema.format !== "date" || text.includes("-"));
  const found = candidates.find(fits);
  if (found === undefined) throw new Error(`no sample for ${key}: ${JSON.stringify(schema)}`);
  return found;
}

/// The schema of a place in the application.
export function schemaAt(schema, path) {
  return path.reduce((at, key) => at?.properties?.[key], schema);
}

/// A whole application under these answers: what is asked for is added, what is refused taken away.
export function whole(schema, answers, validate, formats) {
  const data = { situations: { ...answers } };
  if (!schema.properties.situations) delete data.situations;
  for (let round = 0; round < 200; round += 1) {
    if (validate(data)) return data;
    const error = validate.errors.find((one) => one.keyword === "required" || one.keyword === "false schema"
      || one.keyword === "pattern" || one.keyword === "format");
    if (!error) throw new Error(JSON.stringify(validate.errors));
    const path = error.instancePath.split("/").slice(1);
    if (error.keyword === "false schema") {
      const last = path.pop();
      delete path.reduce((at, key) => at[key], data)[last];
      continue;
    }
    if (error.keyword === "pattern" || error.keyword === "format") {
      // The number of a document: the type asks for another shape.
      const last = path.pop();
      const parent = path.reduce((at, key) => at[key], data);
      const shape = { type: "string", [error.keyword]: error.params[error.keyword] };
      parent[last] = sample(shape, last, formats);
      continue;
    }
    const key = error.params.missingProperty;
    const own = schemaAt(schema, [...path, key]);
    const parent = path.reduce((at, step) => at[step], data);
    if (key === "way" && own.enum.includes("applicant")) parent[key] = "applicant";
    else if (key === "medium" && own.enum.includes("electronic")) parent[key] = "electronic";
    else parent[key] = own.type === "object" ? {} : sample(own, key, formats);
  }
  throw new Error("no whole application was found");
}

const copy = (data) => structuredClone(data);

/// The places of single values.
export function leaves(data, path = []) {
  return Object.entries(data).flatMap(([key, value]) =>
    value && typeof value === "object" && !Array.isArray(value) ? leaves(value, [...path, key]) : [[...path, key]]);
}

/// Applications with one change each, which may be a mistake.
export function changed(schema, data, formats) {
  const made = [];
  // Optional fields: a value, and the number of a document without its type.
  for (const [section, own] of Object.entries(data.sections ?? {})) {
    const fields = schemaAt(schema, ["sections", section]);
    for (const [field, of] of Object.entries(fields.properties)) {
      if (field in own || fields.required.includes(field) || of.type === "array") continue;
      const more = copy(data);
      try {
        more.sections[section][field] = sample(of, field, formats);
      } catch {
        continue;
      }
      made.push([`with ${section}/${field}`, more]);
      if (of.format?.startsWith("decimals-")) {
        for (const number of [0.57, 4.35, 1.005, 3.14159]) {
          const other = copy(more);
          other.sections[section][field] = number;
          made.push([`${number} as ${section}/${field}`, other]);
        }
      }
    }
  }
  const change = (name, path, value) => {
    const own = copy(data);
    const last = path.at(-1);
    const parent = path.slice(0, -1).reduce((at, key) => at[key], own);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
    made.push([`${name} ${path.join("/")}`, own]);
  };
  for (const path of leaves(data)) {
    const own = schemaAt(schema, path);
    const value = path.reduce((at, key) => at[key], data);
    if (path.at(-1) === "way") continue;
    change("without", path, undefined);
    if (own.type === "string" && !own.enum && own.format !== "date") {
      if (own.maxLength) change("too long", path, "1".repeat(own.maxLength + 1));
      change("signs", path, "!?");
      if (/^[0-9A-Z]{18}$/.test(value)) change("check character of", path, value.slice(0, 17) + (value[17] === "0" ? "1" : "0"));
    }
    if (own.format === "date") {
      for (const day of ["2026-02-30", "12026-02-03", "2026-2-3"]) change(`${day} as`, path, day);
    }
    if (own.type === "integer") change("half", path, 1.5);
    if (own.minimum !== undefined) change("too small", path, own.minimum - 1);
    if (own.maximum !== undefined) change("too large", path, own.maximum + 1);
  }
  return made;
}
