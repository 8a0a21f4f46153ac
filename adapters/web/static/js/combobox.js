// A combobox after the ARIA pattern: type to search on the server, arrow keys to choose.

import { el, icon, uid } from "./dom.js";

const PAUSE = 150; // milliseconds without a key before the server is asked

let pressed = false; // a finger or a mouse button is down
addEventListener("pointerdown", () => { pressed = true; }, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { pressed = false; }, true);

/** `search(query)` returns options; what was chosen is a value, what was only typed is words. */
export function combobox(question, ids, search) {
  return new Combobox(question, ids, search).control();
}

class Combobox {
  constructor(question, ids, search) {
    this.first = question.options; // what is offered before anything is typed
    this.search = search;
    this.chosen = question.draft
      ? question.draft.chosen
      : this.first.find((each) => each.value === question.value) ?? null;
    this.begun = this.chosen?.label ?? question.draft?.words ?? question.value ?? "";
    this.offered = this.first;
    this.active = -1;
    this.asked = 0;
    this.more = question.more_options;
    this.build(question, ids);
  }

  build(question, ids) {
    this.status = el("p", { class: "unseen", role: "status" });
    this.list = el("ul", { id: uid("list"), role: "listbox", "aria-label": "Suggestions", hidden: true });
    this.input = el("input", {
      id: ids.control, type: "text", role: "combobox", autocomplete: "off", dir: "auto",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
      "aria-required": question.required ? "true" : null, placeholder: "Type to search",
      "prop:value": this.begun,
      oninput: () => this.typed(),
      onkeydown: (event) => this.key(event),
      onclick: () => this.open(),
      onblur: () => this.left(),
    });
    const box = el("div", { class: "combo-box" }, icon("search"), this.input, icon("down"));
    this.node = el("div", { class: "combo" }, box, this.list, this.status);
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the focus
  }

  control() {
    return {
      node: this.node, described: [this.input], focus: () => this.enter(), fault: () => "",
      value: () => this.chosen?.value ?? (this.input.value || null),
      draft: () => ({ chosen: this.chosen, words: this.input.value }),
    };
  }

  /** The person was led here: what there is to choose from is shown at once. */
  enter() {
    this.input.focus();
    if (!this.chosen) this.open();
  }

  typed() {
    this.chosen = null;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(this.input.value.trim()), PAUSE);
  }

  async find(query) {
    const turn = ++this.asked;
    try {
      const found = query ? await this.search(query) : this.first;
      if (turn === this.asked) this.show(found, found.length ? "" : "Nothing found. Try part of the name.");
    } catch (failure) {
      if (turn === this.asked) this.show([], failure.message);
    }
  }

  open() {
    const query = this.chosen ? "" : this.input.value.trim();
    if (this.list.hidden) this.find(query);
  }

  show(options, empty) {
    if (document.activeElement !== this.input) return;
    this.offered = options;
    const items = options.map((each, at) =>
      el("li", {
        id: uid("opt"), role: "option", "aria-selected": "false", onclick: () => this.choose(at),
      },
      el("span", { class: "option-label", dir: "auto" }, each.label),
      each.hint ? el("span", { class: "option-hint", dir: "auto" }, each.hint) : null));
    const told = empty || (this.more && options === this.first ? "Type to find more." : "");
    if (told) items.push(el("li", { class: "told", role: "presentation" }, told));
    this.list.replaceChildren(...items);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.status.textContent = empty || `${options.length} to choose from`;
    this.mark(this.chosen ? options.findIndex((each) => each.value === this.chosen.value) : -1);
    this.list.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.list.hidden = true;
    this.asked += 1; // an answer under way comes too late
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  mark(at) {
    this.active = at;
    const options = this.list.querySelectorAll("[role=option]");
    options.forEach((node, index) => node.setAttribute("aria-selected", String(index === at)));
    if (at < 0 || !options[at]) {
      this.input.removeAttribute("aria-activedescendant");
    } else {
      this.input.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    }
  }

  choose(at) {
    this.chosen = this.offered[at];
    this.input.value = this.chosen.label;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  key(event) {
    const count = this.offered.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) this.open();
      else if (count) this.mark((this.active + step + count + (this.active < 0 && step < 0 ? 1 : 0)) % count);
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault();
      if (this.active >= 0) this.choose(this.active);
      else if (count === 1) this.choose(0);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  /** Words that are exactly one option's label are that option. */
  left() {
    const words = this.input.value.trim().toLocaleLowerCase();
    if (!this.chosen && words) {
      const same = this.offered.filter((each) => each.label.toLocaleLowerCase() === words);
      if (same.length === 1) [this.chosen] = same;
    }
    this.closeAfterPress();
  }

  /** The list takes room: were it to go while a press is under way, the press would miss. */
  closeAfterPress() {
    if (!pressed) return this.close();
    const after = () => setTimeout(() => document.activeElement !== this.input && this.close());
    return addEventListener("pointerup", after, { once: true });
  }
}
