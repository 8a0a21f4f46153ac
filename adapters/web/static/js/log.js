// A chair's messages in order. One that replaces another takes its place.

import { el, icon, isShown, uid, unseen } from "./dom.js";
import { form } from "./form.js";
import { answered, card, said } from "./messages.js";

const NEAR = 80; // pixels from the end that still count as being there

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
      onscroll: () => this.atEnd() && this.seen(),
    }, this.list);
    this.pill = el("button", { type: "button", class: "pill", hidden: true, onclick: () => this.toEnd() });
    this.node = el("div", { class: "log-area" }, this.scroller, this.pill);
    this.clear();
  }

  clear() {
    this.slots = new Map(); // by the id of every message that ever stood there
    this.lastDay = "";
    this.last = null;
    this.unread = 0;
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
    const slots = messages.map((message) => this.put(message));
    if (!begun) this.goToLast(slots.at(-1));
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

  /** At the end, or at the top of the question that stands there. */
  goToLast(slot) {
    this.toEnd();
    if (slot?.body.matches("form")) this.reveal(slot);
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.seen();
  }

  /** Bring a new message into view, from its top when it is taller than the chair. */
  reveal(slot) {
    const fits = slot.node.offsetHeight < this.scroller.clientHeight - 16;
    if (fits && !slot.node.nextElementSibling?.matches(".message")) this.toEnd();
    else this.scroller.scrollTop = slot.node.offsetTop - 8;
  }

  /** Something came while the reader looks further up, or elsewhere. */
  missed() {
    this.unread += 1;
    const words = this.unread === 1 ? "1 new message" : `${this.unread} new messages`;
    this.pill.replaceChildren(icon("arrow"), words);
    this.pill.hidden = !isShown(this.scroller);
  }

  seen() {
    if (!this.unread || !isShown(this.scroller)) return;
    this.unread = 0;
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
