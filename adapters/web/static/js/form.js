// A page of a flow as a form: what to read, the questions, and the ways on.

import { PageDraft } from "./drafts.js";
import { el, icon, uid } from "./dom.js";
import { field } from "./fields.js";
import { WHOLE, block, prose } from "./messages.js";

const GRACE = 6000; // milliseconds in which the next page should have taken this one's place

/**
 * Build a page. `chair` has: person, act(kind, body), options(page, question, query), widen().
 * The node's `enter()` moves the keyboard's focus to where the person goes on.
 */
export function form(page, chair) {
  return new Form(page, chair).node;
}

class Form {
  constructor(page, chair) {
    this.page = page;
    this.chair = chair;
    this.drafts = new PageDraft(chair.person.id, page);
    this.kept = new Set();
    this.move = (name) => page.moves.filter((each) => each.name === name);
    this.fields = page.questions.map((question) => this.question(question));
    this.build();
  }

  question(question) {
    const built = field({ ...question, draft: this.drafts.value(question.id) }, {
      keep: this.move("keep")[0],
      kept: (id) => this.keep(id),
      options: (query) => this.chair.options(this.page, question, query),
    });
    const remember = () => this.drafts.put(question.id, built.draft());
    built.node.addEventListener("input", remember);
    built.node.addEventListener("change", remember);
    return built;
  }

  build() {
    const { page } = this;
    const title = uid("page");
    this.title = el("h3", { id: title, class: "title", tabindex: "-1", dir: "auto" }, page.title);
    this.fault = el("div", { class: "fault", role: "alert" });
    if (page.error) this.fault.append(el("p", { dir: "auto" }, page.error));
    this.node = el("form", {
      class: "page", novalidate: true, "aria-labelledby": title, autocomplete: "off",
      onsubmit: (event) => {
        event.preventDefault();
        this.submit();
      },
    },
    this.progress(), this.title, page.intro ? prose(page.intro, { class: "intro" }) : null,
    this.reading(), this.questions(), this.list(), this.ways());
    this.node.enter = () => this.enter();
    this.node.trouble = () => this.troubled()?.node ?? null;
  }

  progress() {
    const { flow_title: flow, number, count } = this.page;
    const steps = Array.from({ length: count }, (_, at) =>
      el("span", { class: at < number ? "done" : "" }));
    return el("div", { class: "progress" },
      el("p", {}, el("span", { dir: "auto" }, flow), count > 1 ? ` · Step ${number} of ${count}` : ""),
      count > 1 ? el("div", { class: "steps", "aria-hidden": "true" }, steps) : null);
  }

  /** What is to be read, with its Edit and Remove beside what they concern, where that is plain. */
  reading() {
    if (!this.page.blocks.length) return null;
    const nodes = this.page.blocks.map((part) => {
      const node = block(part, WHOLE);
      if (part.kind === "heading") return this.beside(node, this.headed(part.text));
      if (part.kind === "bullets" && part.ordered) this.itemised(node, part.items.length);
      return node;
    });
    const first = this.page.blocks.findIndex((part) => part.kind === "heading");
    const parts = this.compared(nodes, first);
    if (!parts) return el("div", { class: "reading" }, nodes);
    return [
      first ? el("div", { class: "reading" }, nodes.slice(0, first)) : null, this.wider(),
      el("div", { class: "reading compared" }, parts),
    ];
  }

  /** Versions to be read against each other: from the first heading on, each with one text. */
  compared(nodes, first) {
    const kinds = this.page.blocks.slice(Math.max(first, 0)).map((part) => part.kind);
    const pairs = kinds.every((kind, at) => (kind === "heading") === (at % 2 === 0));
    const texts = kinds.filter((kind) => kind === "quote").length;
    if (!pairs || kinds.length % 2 || texts < 2) return null;
    return nodes.slice(first).flatMap((node, at, all) =>
      at % 2 ? [] : [el("section", {}, node, all[at + 1])]);
  }

  wider() {
    return el("p", { class: "wider" }, el("button", {
      type: "button", class: "button plain small",
      onclick: () => {
        this.chair.widen();
        this.enter();
      },
    }, icon("widen"), "Show side by side"));
  }

  headed(words) {
    return this.move("edit").filter((each) => each.label.endsWith(`: ${words}`));
  }

  itemised(list, count) {
    const edits = this.move("edit").filter((each) => /^\d+$/.test(each.target));
    if (edits.length !== count) return;
    const moves = [...edits, ...this.move("remove")];
    [...list.children].forEach((item, at) =>
      this.beside(item, moves.filter((each) => each.target === String(at)), item));
  }

  beside(node, moves, row = el("div", { class: "heading-row" }, node)) {
    if (!moves.length) return node;
    this.placed = new Set([...(this.placed ?? []), ...moves]);
    row.append(el("span", { class: "beside" }, moves.map((move) =>
      this.button(move, { words: move.label.split(":")[0], "aria-label": move.label, class: "link" }))));
    return row;
  }

  questions() {
    if (!this.fields.length) return null;
    const versions = this.fields.length > 1 && this.page.questions.every((q) => q.type === "long_text");
    return [versions ? this.wider() : null, el("div", { class: versions ? "fields versions" : "fields" },
      this.fields.map((each) => each.node))];
  }

  /** The moves by these names that stand beside nothing yet. */
  left(...names) {
    return this.page.moves.filter((move) => names.includes(move.name) && !this.placed?.has(move));
  }

  /** What may still be changed or added. */
  list() {
    const moves = this.left("add", "edit", "remove");
    return moves.length
      ? el("div", { class: "buttons list" }, moves.map((move) => this.button(move))) : null;
  }

  /** The ways on and back, with what stood against the last try: always in view. */
  ways() {
    const primary = this.fields.length
      ? el("button", { type: "submit", class: "button primary" }, "Continue")
      : null;
    const ahead = this.fields.length ? [] : this.left("go");
    return el("div", { class: "ways" }, this.fault,
      el("div", { class: "buttons" },
        primary, [...ahead, ...this.left("skip", "back")].map((move) => this.button(move)),
        this.left("cancel").map((move) => this.button(move, { class: "button quiet" }))));
  }

  button(move, { words = move.label, ...attributes } = {}) {
    return el("button", {
      type: "button", class: `button ${move.style}`, "data-move": move.name,
      onclick: () => this.go(move), ...attributes,
    }, words);
  }

  values() {
    return Object.fromEntries(this.fields.map((each) => [each.id, each.value()]));
  }

  submit() {
    const wrong = this.fields.filter((each) => {
      each.say(each.fault());
      return each.fault();
    });
    if (wrong.length) return wrong[0].focus();
    return this.send("fill", { values: this.values() }, () => this.drafts.clear());
  }

  go(move) {
    return this.send("go", { move: move.name, target: move.target });
  }

  /** A remark is passed over; once none is open and nothing is wrong, the page goes on. */
  keep(id) {
    this.kept.add(id);
    this.drafts.put(id, this.fields.find((each) => each.id === id).draft());
    const open = this.fields.find((each) => each.invalid || (each.nudged && !this.kept.has(each.id)));
    if (open) open.focus();
    else this.submit();
  }

  async send(kind, body, done) {
    if (this.node.getAttribute("aria-busy") === "true") return;
    const { session, revision } = this.page;
    const again = () => this.send(kind, body, done);
    this.busy(true);
    this.fault.replaceChildren();
    try {
      await this.chair.act(kind, { session, revision, ...body });
      done?.();
      setTimeout(() => this.busy(false), GRACE);
    } catch (failure) {
      this.busy(false);
      this.fault.replaceChildren(el("p", {}, failure.message), failure.again
        ? el("button", { type: "button", class: "button plain small", onclick: again }, "Try again")
        : "");
    }
  }

  busy(on) {
    this.node.setAttribute("aria-busy", String(on));
    for (const button of this.node.querySelectorAll(".ways button, .list button")) {
      if (on) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  }

  troubled() {
    return this.fields.find((each) => each.invalid) ?? this.fields.find((each) => each.nudged);
  }

  enter() {
    const first = this.troubled() ?? this.fields[0];
    if (first) first.focus();
    else this.title.focus();
  }
}
