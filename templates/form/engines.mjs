// For react-jsonschema-form: <Form {...document} validator={customizeValidator({ customFormats: formats })} />.
// For Ajv: new Ajv({ formats }).
export const formats = { "uscc": checks["uscc"], "citizen-id": checks["citizen-id"] };
for (let places = 1; places <= 9; places += 1) {
  formats["decimals-" + places] = { type: "number", validate: (number) => checks.decimals(number, places) };
}

// What a form gives, without empty texts, lists and objects: engines leave them where nothing was filled in.
// For Formily: form.submit((values) => send(clean(values))).
export const clean = (values) => filled(values) ?? {};

function filled(value) {
  if (value === "" || value === null) return undefined;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const kept = value.map(filled).filter((one) => one !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  const kept = Object.entries(value).map(([key, one]) => [key, filled(one)]).filter(([, one]) => one !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

// For Formily: registerValidateRules(rules).
const empty = (value) => value === undefined || value === null || value === "";
const shaped = (pattern, value) => new RegExp(pattern, "u").test(value);
export const rules = {
  "uscc": (value) => empty(value) || checks["uscc"](value) ? "" : "统一社会信用代码校验不通过",
  "citizen-id": (value) => empty(value) || checks["citizen-id"](value) ? "" : "证件号码校验不通过",
  "shape": (value, rule) => empty(value) || shaped(rule.shape, value) ? "" : "格式不正确",
  "day": (value) => empty(value) || checks.day(value) ? "" : "请填写日历上的日期",
  "decimals": (value, rule) => empty(value) || checks.decimals(Number(value), rule.decimals) ? "" : `最多${rule.decimals}位小数`,
  "document": (value, rule, context) => {
    if (empty(value)) return "";
    const { type, together, shapes } = rule.document;
    const chosen = context.form.getValuesIn(type);
    if (together && empty(chosen)) return "请先选择证件类型";
    const shape = shapes.find((one) => one.option === chosen);
    const fits = !shape || ((!shape.pattern || shaped(shape.pattern, value)) && (!checks[shape.check] || checks[shape.check](value)));
    return fits ? "" : "证件号码与证件类型不符";
  },
  "files": (value, rule) => {
    const { names, bytes, most } = rule.files;
    const fits = (file) => shaped(names, file.name) && !(file.size > bytes);
    return !Array.isArray(value) || (value.length <= most && value.every(fits)) ? "" : "文件类型或大小不符合要求";
  },
};
