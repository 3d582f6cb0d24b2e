// Codes and labels of regions (naming.py), and the text of a plan file (plan/plan.py).
/** @import { BaseValues, Division, Region } from "../types.d.ts" */

/** @param {BaseValues} base */
export const planFile = ({ units, parents }) => {
  /**
   * "Kempen A" for kempen-a, "Kempen" where it is the only one; another code is its own label.
   * @param {string} code
   * @param {number} parent
   * @param {boolean} isOnly
   */
  const label = (code, parent, isOnly) => {
    const { slug, label: start } = parents[parent];
    const letters = code.startsWith(`${slug}-`) ? code.slice(slug.length + 1) : "";
    if (!/^[a-z]{1,2}$/.test(letters)) return code;
    return isOnly ? start : `${start} ${letters.toUpperCase()}`;
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

  /**
   * @param {Division} division
   * @param {(Region | null)[]} regions
   * @param {readonly string[]} colours by region; none where there are none
   * @param {Record<string, string>} more further columns, with what they say of the plan
   */
  const csv = (division, regions, colours, more) => {
    const rows = [["nis", "name", "reference_region", "region", "centre", "region_name"]];
    if (colours.length > 0) rows[0].push("colour");
    rows[0].push(...Object.keys(more));
    units.forEach(({ nis, name, parent, written = [nis, name] }, unit) => {
      const region = division.of[unit];
      if (region < 0) return;
      const { centre, label: called } = /** @type {Region} */ (regions[region]);
      const isCentre = centre === unit ? "1" : "0";
      const row = [...written, parents[parent].code, division.codes[region], isCentre, called];
      if (colours.length > 0) row.push(colours[region]);
      rows.push([...row, ...Object.values(more)]);
    });
    return rows.map((row) => `${row.map(cell).join(",")}\n`).join("");
  };

  return { label, newCode, csv };
};
