// A chair's messages in order. One that replaces another takes its place.

import { el, icon, isShown, unseen } from "./dom.js";
import { form } from "./form.js";
import { answered, card, said } from "./messages.js";

const NEAR = 80; // pixels from the end that still count as being there
const GLIMPSE = 40; // pixels of a message that have to be in view for it to count as seen
const ENOUGH = 180; // pixels of a field that have to be in view to see what is wrong with it

export class Log {
  /** `chair` has: person, act, options, widen. */
  constructor(chair) {
    this.chair = chair;
    this.dots = el("li", { class: "typing", hidden: true, "aria-hidden": "true" },
      el("span"), el("span"), el("span"));
    this.empty = el("li", { class: "empty" });
    this.list = el("ol", { class: "messages" }, this.empty, this.dots);
    this.scroller = el("div", {
      class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", tabindex: "0",
      onscroll: () => this.scrolled(),
    }, this.list);
    this.pill = el("button", { type: "button", class: "pill", hidden: true, onclick: () => this.goToNew() });
    this.node = el("div", { class: "log-area" }, this.scroller, this.pill);
    this.clear();
  }

  clear() {
    this.slots = new Map(); // by the id of every message that ever stood there
    this.lastDay = "";
    this.last = null;
    this.unread = 0;
    this.firstMissed = null;
    this.placed = 0; // where the log was put, until the reader moves it
    this.kept = null; // where the reader was, for as long as the chair is out of sight
    this.list.replaceChildren(this.empty, this.dots);
    this.empty.hidden = false;
    this.pill.hidden = true;
    this.typing(false);
    const { person } = this.chair;
    this.scroller.setAttribute("aria-label", person ? `Messages of ${person.name}` : "Messages");
  }

  /** Everything as it stands, without announcing it. */
  fill(messages) {
    this.scroller.setAttribute("aria-live", "off");
    const begun = this.slots.size > 0;
    for (const message of messages) this.put(message);
    if (!begun) this.goToNew();
    setTimeout(() => this.scroller.setAttribute("aria-live", "polite"), 500);
  }

  /** Show a message; returns its slot, or null when it is shown already or was replaced. */
  put(message) {
    const known = this.slots.get(message.id);
    if (known) return null;
    const before = message.stands_for.find((id) => this.slots.has(id));
    const slot = this.slots.get(before) ?? this.append(message);
    for (const id of [message.id, ...message.stands_for]) this.slots.set(id, slot);
    if (slot.sequence > message.sequence) return null;
    slot.sequence = message.sequence;
    slot.hadFocus = slot.node.contains(document.activeElement);
    this.draw(slot, message);
    return slot;
  }

  append(message) {
    this.empty.hidden = true;
    const day = message.at.slice(0, 10);
    if (day > this.lastDay) {
      this.lastDay = day;
      this.dots.before(el("li", { class: "day-line" }, el("span", {}, message.day)));
    }
    const node = el("li", { class: "message" });
    this.dots.before(node);
    this.last = { node, sequence: -1 };
    return this.last;
  }

  draw(slot, message) {
    const { content } = message;
    const shown = RENDERERS[content.kind];
    if (!shown) throw new Error(`unknown content: ${content.kind}`);
    const mine = content.kind === "said";
    const time = el("time", { datetime: message.at }, message.time);
    slot.body = shown(content, this.chair);
    slot.node.className = `message ${content.kind}-message`;
    if (message.quiet) slot.node.setAttribute("aria-live", "off");
    else slot.node.removeAttribute("aria-live");
    const tell = content.kind === "page" ? ` asks: ${content.title}` : ":";
    slot.node.replaceChildren(
      unseen((mine ? this.chair.person.name : "Evenhand") + tell), slot.body,
      el("p", { class: "when" }, time));
    if (content.kind === "page") slot.body.setAttribute("aria-live", "off");
  }

  /** A message was not to be shown: that is said, and the others go on. */
  broken() {
    this.dots.before(el("li", { class: "note" }, "A message could not be shown. Reload the page."));
  }

  typing(on) {
    const stay = this.atEnd();
    this.dots.hidden = !on;
    if (stay) this.toEnd();
  }

  atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  scrolled() {
    if (!isShown(this.scroller)) return;
    this.kept = this.scroller.scrollTop;
    if (!this.last || this.inView(this.last)) this.seen();
  }

  inView({ node }) {
    const { scrollTop, clientHeight } = this.scroller;
    return node.offsetTop < scrollTop + clientHeight - GLIMPSE;
  }

  /** To the first message that was missed, or else to the last one. */
  goToNew() {
    const slot = this.firstMissed ?? this.last;
    this.firstMissed = this.unread ? this.last : null;
    if (!slot) return;
    this.reveal(slot);
    if (this.inView(this.last)) this.seen();
  }

  /** The chair came into view again: what is new, or what the reader had before them. */
  comeBack() {
    if (this.unread || this.kept === null) this.goToNew();
    else this.place(this.kept);
  }

  toEnd() {
    this.place(this.scroller.scrollHeight);
    this.seen();
  }

  place(at) {
    this.scroller.scrollTop = at;
    this.placed = this.scroller.scrollTop;
  }

  isUntouched() {
    return Math.abs(this.scroller.scrollTop - this.placed) < 2;
  }

  /** Bring a message into view, from its top when it is taller than the chair. */
  reveal(slot) {
    const fits = slot.node.offsetHeight < this.scroller.clientHeight - 16;
    if (fits && !slot.node.nextElementSibling?.matches(".message")) this.toEnd();
    else this.place(this.topOf(slot));
  }

  /** Where a message begins; a page with a fault further down, where its first fault does. */
  topOf(slot) {
    const begin = slot.node.offsetTop - 8;
    const fault = slot.body.trouble?.();
    if (!fault) return begin;
    const top = fault.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top
      + this.scroller.scrollTop - 8;
    const seen = top + Math.min(fault.offsetHeight, ENOUGH) - begin;
    const covered = slot.body.querySelector(".ways").offsetHeight;
    return seen < this.scroller.clientHeight - covered ? begin : top;
  }

  /** Something came while the reader looks further up, or elsewhere. */
  missed(slot) {
    this.unread += 1;
    this.firstMissed ??= slot;
    const words = this.unread === 1 ? "1 new message" : `${this.unread} new messages`;
    this.pill.replaceChildren(icon("arrow"), words);
    this.pill.hidden = !isShown(this.scroller);
  }

  seen() {
    if (!this.unread || !isShown(this.scroller)) return;
    this.unread = 0;
    this.firstMissed = null;
    this.pill.hidden = true;
    this.chair.seen();
  }
}

const RENDERERS = {
  card: (content, chair) => card(content, (button) =>
    chair.act("press", { action: button.action, target: button.target })),
  said,
  answered,
  page: form,
};
