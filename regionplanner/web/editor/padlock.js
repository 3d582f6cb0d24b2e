// The sign of what is locked, and of what is not.
const SVG = "http://www.w3.org/2000/svg";

/** @param {boolean} isClosed */
export const padlock = (isClosed) => {
  const sign = document.createElementNS(SVG, "svg");
  const shackle = isClosed ? "M5 7V5a3 3 0 0 1 6 0v2" : "M5 7V4a3 3 0 0 1 6 0";
  Object.entries({ viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": true }).forEach(
    ([key, value]) => sign.setAttribute(key, String(value)));
  sign.setAttribute("class", isClosed ? "padlock closed" : "padlock");
  [shackle, "M3 7h10v7H3z"].forEach((d) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    sign.append(path);
  });
  return sign;
};
