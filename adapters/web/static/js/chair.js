// One chair: who sits there, what they were told, and where they write.

import { Act, get } from "./api.js";
import { Composer } from "./composer.js";
import { el, icon, isShown, reducedMotion, touchOnly, uid, unseen } from "./dom.js";
import { Log } from "./log.js";

const WRITING = 650; // milliseconds of dots before a message appears in somebody else's chair
const ANSWERING = 8000; // milliseconds after an act in which what comes is its answer
const OPENS = "07:30"; // the hours in which the mediator writes unasked (design, Decisions)
const CLOSES = "18:30";

const pause = (time) => new Promise((done) => setTimeout(done, time));

export class Chair {
  /** `room` has: now(), acted(), sit(chair, id), widen, lend, giveBack and changed(chair). */
  constructor({ part, label }, room) {
    this.part = part;
    this.label = label;
    this.room = room;
    this.person = null;
    this.queue = Promise.resolve(); // messages appear one after the other
    this.answeringUntil = 0;
    this.watchingUntil = 0;
    this.failed = null; // the last act, when nobody knows whether it arrived
    this.log = new Log(this);
    this.composer = new Composer(this, uid("composer"));
    this.build();
  }

  build() {
    this.avatar = el("span", { class: "avatar", "aria-hidden": "true" });
    this.select = el("select", {
      class: "sitter", "aria-label": `Who sits in ${this.label}’s chair`,
      onchange: () => this.room.sit(this, this.select.value),
    });
    this.name = el("span", { class: "sitter-name", "aria-hidden": "true", dir: "auto" });
    this.about = el("p", { class: "about" });
    this.local = el("p", { class: "local" });
    this.widener = el("button", {
      type: "button", class: "icon-button widener", onclick: () => this.room.widen(this),
    });
    this.node = el("section", { class: "chair", id: `chair-${this.part}`, tabindex: "-1" },
      el("header", { class: "chair-head" },
        this.avatar,
        el("div", { class: "who" },
          el("h2", { class: "part" }, this.label),
          el("span", { class: "sitter-box" }, this.name, icon("down"), this.select)),
        this.widener, this.about, this.local),
      this.log.node, this.composer.node);
  }

  /** Somebody takes the chair; their messages are read anew. */
  sit(person) {
    this.person = person;
    this.failed = null;
    this.answeringUntil = 0;
    this.node.dataset.part = person.part;
    this.node.setAttribute("aria-label", `${this.label}: ${person.name}`);
    this.avatar.textContent = person.initials;
    this.select.value = person.id;
    this.name.textContent = person.name;
    this.about.textContent = `${person.title} · ${person.company}`;
    this.about.title = this.about.textContent;
    this.log.empty.replaceChildren(...this.welcome(person));
    this.log.clear();
    this.composer.seat(person);
    this.tick();
    this.room.changed(this);
    this.load();
  }

  welcome({ name, words }) {
    const first = name.split(" ")[0];
    return [
      el("p", {}, "Nothing here yet."),
      el("p", {}, words.includes("complaint")
        ? "Say complaint to begin a case."
        : `Evenhand writes here as soon as there is something for ${first} to know.`),
    ];
  }

  async load() {
    const { person } = this;
    try {
      const { messages } = await get(`/people/${encodeURIComponent(person.id)}/messages`);
      if (person === this.person) this.next(() => this.log.fill(messages));
    } catch (failure) {
      if (person === this.person) this.log.empty.replaceChildren(el("p", {}, failure.message));
    }
  }

  /** Do something in this person's name. The same again after a failure is the same act. */
  async act(kind, body) {
    const act = this.failed?.is(kind, body) ? this.failed : new Act(this.person.id, kind, body);
    this.failed = null;
    this.answeringUntil = Date.now() + ANSWERING;
    this.log.typing(true);
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.log.typing(false), ANSWERING);
    this.room.acted();
    try {
      await act.send();
    } catch (failure) {
      this.log.typing(false);
      if (failure.again) this.failed = act;
      throw failure;
    }
  }

  async options(page, question, query) {
    const asked = new URLSearchParams({ session: page.session, field: question.id, q: query });
    const { options } = await get(`/people/${encodeURIComponent(this.person.id)}/options?${asked}`);
    return options;
  }

  arrive(message) {
    this.next(() => this.show(message));
  }

  /** One after the other, while this person sits here. What cannot be shown says so. */
  next(work) {
    const { person } = this;
    this.queue = this.queue.then(() => person === this.person && work()).catch((fault) => {
      console.error(fault);
      this.log.broken();
    });
  }

  async show(message) {
    if (message.quiet) return this.renew(message);
    const answer = Date.now() < this.answeringUntil;
    const { kind } = message.content;
    const moved = message.stands_for.some((id) => this.log.slots.has(id));
    if (!answer && !moved && kind !== "said" && !reducedMotion() && !document.hidden) {
      this.log.typing(true);
      await pause(WRITING);
    }
    if (kind !== "said" && kind !== "answered") this.log.typing(false);
    const focus = document.activeElement;
    const here = focus === document.body || this.node.contains(focus);
    const follow = isShown(this.node) && (answer || this.log.atEnd() || this.isIdle());
    const slot = this.log.put(message);
    if (!slot) return;
    if (answer && kind === "card") this.room.giveBack(this);
    if (follow) this.log.reveal(slot);
    else if (!moved) this.miss(slot);
    if ((answer && here) || slot.hadFocus) this.focusOn(slot, kind);
  }

  /** A card is replaced where it stands: nobody is called to it, and nothing is scrolled. */
  renew(message) {
    if (!message.stands_for.some((id) => this.log.slots.has(id))) return;
    const slot = this.log.put(message);
    if (slot?.hadFocus) this.focusOn(slot, message.content.kind);
  }

  /** Somebody moved the clock: they want to see what comes of it. */
  watch() {
    this.watchingUntil = Date.now() + ANSWERING;
  }

  /** Nobody is at anything here from which a new message would tear them away. */
  isIdle() {
    if (this.node.querySelector("form.page")) return false;
    const still = this.log.isUntouched() && !this.node.contains(document.activeElement);
    return still || Date.now() < this.watchingUntil;
  }

  focusOn(slot, kind) {
    if (kind === "page" && !touchOnly()) slot.body.enter();
    else if (kind === "page") slot.body.querySelector(".title").focus();
    else if (document.activeElement === document.body && !touchOnly()) this.composer.focus();
    if (kind === "page") this.log.reveal(slot);
  }

  miss(slot) {
    this.log.missed(slot);
    this.room.changed(this);
  }

  seen() {
    this.room.changed(this);
  }

  /** The chair came into view. */
  shown() {
    this.log.comeBack();
  }

  /** The chair got another width: nothing is where it was. */
  resized() {
    this.log.goToNew();
  }

  /** Say what the button at the top does now. */
  describe(one) {
    const name = one ? "Show all four chairs" : `Give ${this.label}’s chair the whole width`;
    this.widener.replaceChildren(icon(one ? "narrow" : "widen"), unseen(name));
    this.widener.title = name;
  }

  /** A page asks for the whole width, until it is answered. */
  widen() {
    this.room.lend(this);
  }

  /** The person's own time, and whether the mediator may write unasked now. */
  tick() {
    if (!this.person) return;
    const at = this.room.now();
    const { zone, place, working_days: days } = this.person;
    const said = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(at);
    const time = said({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const day = said({ weekday: "short" });
    const open = days.includes(day.toLowerCase()) && time >= OPENS && time < CLOSES;
    this.local.replaceChildren(
      icon(open ? "clock" : "moon"),
      el("span", {}, `${day} ${time} in ${place}`),
      ...(open ? [] : [el("span", { class: "closed" }, "outside hours")]));
  }
}
