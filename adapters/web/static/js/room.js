// The four chairs together: who sits where, which are in view, and what is new in those that are not.

import { Chair } from "./chair.js";
import { el, isShown } from "./dom.js";

const KEPT = "evenhand.chairs"; // who sits where, in this browser

export class Room {
  /** `now()` is the demo's time. */
  constructor({ now, chairs, tabs }) {
    this.now = now;
    this.place = chairs;
    this.tabs = tabs;
    this.people = new Map();
    this.elsewhere = new Map(); // people in no chair → how many messages came
    this.chairs = [];
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.one && !event.defaultPrevented) this.widen(this.current);
    });
    matchMedia("(max-width: 43.99rem)").addEventListener("change", () => this.current?.shown());
  }

  /** Set the chairs out and let people sit down. */
  furnish({ people, chairs }) {
    this.people = new Map(people.map((person) => [person.id, person]));
    this.chairs = chairs.map((seat) => new Chair(seat, this));
    this.place.replaceChildren(...this.chairs.map((chair) => chair.node));
    this.tabs.replaceChildren(...this.chairs.map((chair) => this.tab(chair)));
    for (const chair of this.chairs) chair.select.append(...this.groups());
    this.turnTo(this.chairs[0]);
    const kept = this.kept();
    chairs.forEach(({ person }, at) =>
      this.chairs[at].sit(this.people.get(kept[at]) ?? this.people.get(person)));
  }

  groups() {
    const companies = new Map();
    for (const person of this.people.values()) {
      companies.set(person.company, [...(companies.get(person.company) ?? []), person]);
    }
    return [...companies].map(([label, members]) =>
      el("optgroup", { label }, members.map((person) => el("option", { value: person.id }, person.name))));
  }

  tab(chair) {
    chair.badge = el("span", { class: "badge", hidden: true });
    chair.tabName = el("span", { class: "tab-name" });
    chair.tab = el("button", {
      type: "button", class: "tab", "data-part": chair.part, onclick: () => this.turnTo(chair, true),
    }, el("span", { class: "tab-part" }, chair.label), chair.tabName, chair.badge);
    return chair.tab;
  }

  /** Show this chair where only one is in view. */
  turnTo(chair, moved = false) {
    this.current = chair;
    for (const each of this.chairs) {
      each.node.classList.toggle("current", each === chair);
      each.tab.setAttribute("aria-current", String(each === chair));
    }
    for (const each of this.chairs) each.describe(this.one);
    if (moved) chair.shown();
  }

  get one() {
    return document.body.classList.contains("one");
  }

  /** One chair in the whole width, or all again. */
  widen(chair, always = false) {
    const one = always || !(this.one && chair === this.current);
    document.body.classList.toggle("one", one);
    this.turnTo(chair);
    for (const each of this.chairs) if (isShown(each.node)) each.shown();
    if (!always) chair.widener.focus();
  }

  /** Put a person into a chair; who sits in another one already changes places. */
  sit(chair, id) {
    const person = this.people.get(id);
    const other = this.chairs.find((each) => each !== chair && each.person === person);
    const before = chair.person;
    this.elsewhere.delete(id);
    chair.sit(person);
    other?.sit(before);
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.chairs.map((each) => each.person.id)));
    } catch {
      // Not kept: it holds until the page is left.
    }
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) ?? [];
    } catch {
      return [];
    }
  }

  /** A message reached somebody, in a chair or not. */
  arrive({ person, message }) {
    const chair = this.chairs.find((each) => each.person?.id === person);
    if (chair) return chair.arrive(message);
    this.elsewhere.set(person, (this.elsewhere.get(person) ?? 0) + 1);
    return this.markElsewhere();
  }

  markElsewhere() {
    for (const option of this.place.querySelectorAll("option")) {
      const { name } = this.people.get(option.value);
      const news = this.elsewhere.get(option.value);
      option.textContent = news ? `${name} (${news} new)` : name;
    }
  }

  /** Something about a chair's sitter or its unread messages changed. */
  changed(chair) {
    const { unread } = chair.log;
    chair.tab.dataset.part = chair.person.part;
    chair.tabName.textContent = chair.person.name.split(" ")[0];
    chair.badge.hidden = !unread;
    chair.badge.replaceChildren(String(unread), el("span", { class: "unseen" }, " new"));
    this.markElsewhere();
  }

  tick() {
    for (const chair of this.chairs) chair.tick();
  }

  /** Read again what was said while nobody listened; `anew` when the server is another one. */
  catchUp({ anew }) {
    for (const chair of this.chairs) {
      if (anew) chair.log.clear();
      chair.load();
    }
  }
}
