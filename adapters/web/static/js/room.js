// The four chairs together: who sits where, which are in view, and what is new in those that are not.

import { Chair } from "./chair.js";
import { el, isShown } from "./dom.js";

const KEPT = "evenhand.chairs"; // who sits where, in this browser

export class Room {
  /** `now()` is the demo's time. */
  constructor({ now, chairs, tabs, others }) {
    this.now = now;
    this.place = chairs;
    this.tabs = tabs;
    this.others = others;
    this.people = new Map();
    this.elsewhere = new Map(); // people in no chair → how many messages came
    this.chairs = [];
    this.acted = () => {}; // called when somebody did something
    this.lent = null; // the chair that has the whole width for a page of its own
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.one && !event.defaultPrevented) this.widen(this.current);
    });
    matchMedia("(max-width: 43.99rem)").addEventListener("change", () => this.current?.resized());
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
      type: "button", class: "tab", "data-part": chair.part, "data-chair": chair.part,
      onclick: () => this.turnTo(chair, true),
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
  widen(chair) {
    this.lent = null;
    this.spread(chair, !(this.one && chair === this.current));
    chair.widener.focus();
  }

  /** The whole width for as long as a chair's page is being answered. */
  lend(chair) {
    if (this.one && chair === this.current) return;
    this.lent = chair;
    this.spread(chair, true);
  }

  /** What the width was lent for is over. */
  giveBack(chair) {
    if (this.lent !== chair) return;
    this.lent = null;
    this.spread(chair, false);
  }

  spread(chair, one) {
    document.body.classList.toggle("one", one);
    this.turnTo(chair);
    for (const each of this.chairs) {
      if (each === chair) each.resized();
      else if (isShown(each.node)) each.shown();
    }
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
    if (message.quiet) return null;
    this.elsewhere.set(person, (this.elsewhere.get(person) ?? 0) + 1);
    return this.markElsewhere();
  }

  /** Take the first step for a newcomer: a complaint, in the chair of somebody who may. */
  begin() {
    const chair = this.chairs.find((each) => each.person.words.includes("complaint"));
    if (!chair) return;
    this.turnTo(chair, true);
    chair.composer.say("complaint");
  }

  /** Name whoever heard something and sits nowhere: in the lists, and in a line of their own. */
  markElsewhere() {
    this.others.hidden = this.elsewhere.size === 0;
    this.others.replaceChildren(el("p", {}, "Also written to:"),
      ...[...this.elsewhere].map(([id, news]) => this.other(this.people.get(id), news)));
    for (const option of this.place.querySelectorAll("option")) {
      const { name } = this.people.get(option.value);
      const news = this.elsewhere.get(option.value);
      option.textContent = news ? `${name} (${news} new)` : name;
    }
  }

  /** Somebody in no chair, who can be put into the one that fits their part. */
  other(person, news) {
    const chair = this.chairs.find((each) => each.part === person.part) ?? this.chairs[0];
    return el("button", {
      type: "button", class: "chip", "data-part": person.part,
      "aria-label": `${person.name} ${news} new: put into ${chair.label}’s chair`,
      onclick: () => {
        this.sit(chair, person.id);
        this.turnTo(chair, true);
        chair.node.focus();
      },
    }, person.name, el("span", { class: "count" }, String(news)));
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

  watch() {
    for (const chair of this.chairs) chair.watch();
  }

  /** Read again what was said while nobody listened; `anew` when the server is another one. */
  catchUp({ anew }) {
    for (const chair of this.chairs) {
      if (anew) chair.log.clear();
      chair.load();
    }
  }
}
