// Where a person writes. Words stay in the field until the server has them.

import { words } from "./drafts.js";
import { el, icon, unseen } from "./dom.js";
import { grow } from "./fields.js";

export class Composer {
  /** `chair` has: person, act(kind, body). */
  constructor(chair, id) {
    this.chair = chair;
    this.label = el("label", { for: id, class: "unseen" });
    this.area = el("textarea", {
      id, rows: "1", dir: "auto", enterkeyhint: "send", autocomplete: "off",
      oninput: () => {
        grow(this.area);
        words.put(this.chair.person.id, this.area.value);
      },
      onkeydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.send();
      },
    });
    this.chips = el("div", { class: "chips", role: "group", "aria-label": "Things you can say" });
    this.fault = el("div", { class: "fault", role: "alert" });
    this.node = el("form", {
      class: "composer",
      onsubmit: (event) => {
        event.preventDefault();
        this.send();
      },
    },
    this.fault, this.chips,
    el("div", { class: "writing" }, this.label, this.area,
      el("button", { type: "submit", class: "send", title: "Send" }, icon("send"), unseen("Send message"))));
  }

  /** Somebody sits down. */
  seat(person) {
    this.label.textContent = `Message from ${person.name} to Evenhand`;
    this.area.placeholder = `Write here, or say ${person.words[0]}`;
    this.area.value = words.get(person.id);
    this.fault.replaceChildren();
    this.chips.replaceChildren(...person.words.map((word) =>
      el("button", { type: "button", class: "chip", "data-word": word, onclick: () => this.say(word) }, word)));
    grow(this.area);
  }

  focus() {
    this.area.focus();
  }

  send() {
    const text = this.area.value;
    if (!text.trim()) return this.area.focus();
    return this.say(text, () => {
      this.area.value = "";
      words.put(this.chair.person.id, "");
      grow(this.area);
    });
  }

  async say(text, done) {
    if (this.node.getAttribute("aria-busy") === "true") return;
    const sitter = this.chair.person;
    this.node.setAttribute("aria-busy", "true");
    this.area.readOnly = true;
    this.fault.replaceChildren();
    try {
      await this.chair.act("say", { text });
      if (this.chair.person === sitter) done?.();
      else if (done) words.put(sitter.id, "");
    } catch (failure) {
      this.fault.replaceChildren(el("p", {}, failure.message), failure.again
        ? el("button", { type: "button", class: "button plain small", onclick: () => this.say(text, done) }, "Try again")
        : "");
    } finally {
      this.area.readOnly = false;
      this.node.setAttribute("aria-busy", "false");
    }
  }
}
