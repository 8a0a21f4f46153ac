// The button that chooses the theme.

import { icon, unseen } from "./dom.js";

const THEMES = { auto: "as the system", light: "light", dark: "dark" };
const ICONS = { auto: "auto", light: "sun", dark: "moon" };
const ORDER = Object.keys(THEMES);

export function bindThemeButton(button) {
  const root = document.documentElement;
  const current = () => root.dataset.theme ?? "auto";
  const draw = () => {
    const name = `Colours: ${THEMES[current()]}`;
    button.replaceChildren(icon(ICONS[current()]), unseen(name));
    button.title = name;
  };
  button.addEventListener("click", () => {
    const next = ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length];
    if (next === "auto") delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      localStorage.setItem("evenhand.theme", next);
    } catch {
      // Not kept: it holds until the page is left.
    }
    draw();
  });
  draw();
}
