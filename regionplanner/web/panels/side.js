// The panel beside the map, which folds away.
import { byId } from "../page/elements.js";

export const openSide = () => {
  const opener = byId("side-button", HTMLElement);
  opener.addEventListener("click", () => {
    const isAlone = document.querySelector(".page")?.classList.toggle("alone");
    opener.setAttribute("aria-expanded", String(!isAlone)); // the map sees that it has another size
  });
};
