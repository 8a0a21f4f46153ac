// What to do first, said once to whoever is new here.

import { el, icon, unseen } from "./dom.js";

const SEEN = "evenhand.guide";

function seen() {
  try {
    return localStorage.getItem(SEEN) !== null;
  } catch {
    return false;
  }
}

/**
 * Show the first steps in `node`, unless they were shown before. `begin()` takes the first one.
 * Returns what hides them for good: for whoever finds the way without them.
 */
export function guide(node, { begin }) {
  const close = () => {
    node.hidden = true;
    try {
      localStorage.setItem(SEEN, "1");
    } catch {
      // Not kept: it is shown again with the next visit.
    }
  };
  if (seen()) return close;
  node.replaceChildren(
    el("p", {},
      el("strong", {}, "New here?"), " ",
      el("span", { class: "roomy" }, "Each chair shows what that person was told. "),
      "Take a client’s complaint yourself",
      el("span", { class: "roomy" }, ", watch what each of the four hears of it, and move the clock to meet the reminders"),
      "."),
    el("button", {
      type: "button", class: "button primary small",
      onclick: () => {
        close();
        begin();
      },
    }, "Begin"),
    el("button", { type: "button", class: "icon-button small", onclick: close, title: "Hide this" },
      icon("close"), unseen("Hide the first steps")));
  node.hidden = false;
  return close;
}
