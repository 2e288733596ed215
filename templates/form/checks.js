// Checks that no keyword of JSON Schema can say, or says in the same way everywhere; the names are those of `format`.
const checks = {
  // A day of the calendar in four digits, two and two.
  "day": (text) => {
    if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
    const day = new Date(text + "T00:00:00Z");
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  },
  // A number of so many decimal places at most.
  "decimals": (number, places) => Number(number.toFixed(Math.min(places, 100))) === number,
  // Unified social credit code, GB 32100: weights are the powers of 3 modulo 31.
  "uscc": (text) => {
    const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false;
    let sum = 0, weight = 1;
    for (const sign of text.slice(0, 17)) {
      sum += signs.indexOf(sign) * weight;
      weight = weight * 3 % 31;
    }
    return signs[(31 - sum % 31) % 31] === text[17];
  },
  // Citizen number, GB 11643: region, date of birth, check character.
  "citizen-id": (text) => {
    if (!/^[1-689][0-9]{5}(18|19|20)[0-9]{9}[0-9X]$/.test(text)) return false;
    const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number);
    const born = new Date(Date.UTC(year, month - 1, day));
    if (born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day) return false;
    let sum = 0;
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    for (let at = 0; at < 17; at += 1) sum += Number(text[at]) * weights[at];
    return "10X98765432"[sum % 11] === text[17];
  },
};
