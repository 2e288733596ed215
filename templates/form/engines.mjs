// For react-jsonschema-form: customizeValidator({ customFormats: formats }).
export const formats = { "uscc": checks["uscc"], "citizen-id": checks["citizen-id"] };

// For Formily: registerValidateRules(rules).
const empty = (value) => value === undefined || value === null || value === "";
export const rules = {
  "uscc": (value) => empty(value) || checks["uscc"](value) ? "" : "统一社会信用代码校验不通过",
  "citizen-id": (value) => empty(value) || checks["citizen-id"](value) ? "" : "证件号码校验不通过",
  "document": (value, rule, context) => {
    if (empty(value)) return "";
    const type = context.form.getValuesIn(rule.document.type);
    const shape = rule.document.shapes.find((one) => one.option === type);
    const fits = !shape || ((!shape.pattern || new RegExp(shape.pattern, "u").test(value))
      && (!checks[shape.check] || checks[shape.check](value)));
    return fits ? "" : "证件号码与证件类型不符";
  },
  "files": (value, rule) => {
    const { names, bytes, most } = rule.files;
    const fits = (file) => new RegExp(names, "u").test(file.name) && !(file.size > bytes);
    return !Array.isArray(value) || (value.length <= most && value.every(fits)) ? "" : "文件类型或大小不符合要求";
  },
};
