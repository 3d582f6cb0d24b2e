// Codes and labels of regions (naming.py), and the text of a plan file (plan/plan.py).
/** @import { BaseValues, Division } from "../types.d.ts" */

/** @param {BaseValues} base */
export const planFile = ({ units, parents }) => {
  /**
   * "Kempen A" for kempen-a; another code is its own label.
   * @param {string} code
   * @param {number} parent
   */
  const label = (code, parent) => {
    const { slug, label: start } = parents[parent];
    const letters = code.startsWith(`${slug}-`) ? code.slice(slug.length + 1) : "";
    return /^[a-z]{1,2}$/.test(letters) ? `${start} ${letters.toUpperCase()}` : code;
  };

  /**
   * a, b, ..., z, aa, ab, ...
   * @param {number} number
   * @returns {string}
   */
  const letters = (number) => {
    const rest = Math.floor(number / 26);
    return (rest > 0 ? letters(rest - 1) : "") + String.fromCharCode(97 + (number % 26));
  };

  /** @param {Division} division @param {number} parent */
  const newCode = ({ codes }, parent) => {
    let number = 0;
    while (codes.includes(`${parents[parent].slug}-${letters(number)}`)) number++;
    return `${parents[parent].slug}-${letters(number)}`;
  };

  /** @param {string} text */
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  /** @param {Division} division @param {Set<number | undefined>} centres */
  const csv = (division, centres) => {
    const rows = [["nis", "name", "reference_region", "region", "centre"]];
    units.forEach(({ nis, name, parent, written = [nis, name] }, unit) => {
      const region = division.of[unit];
      if (region < 0) return;
      const centre = centres.has(unit) ? "1" : "0";
      rows.push([...written, parents[parent].code, division.codes[region], centre]);
    });
    return rows.map((row) => `${row.map(cell).join(",")}\n`).join("");
  };

  return { label, newCode, csv };
};
