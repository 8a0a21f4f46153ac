// The time machine: the demo's clock, and moving it forward.

import { get, post } from "./api.js";
import { el, icon, unseen } from "./dom.js";

const MOVES = [
  ["hour", "+1 hour"],
  ["four_hours", "+4 hours"],
  ["next_morning", "Next working morning"],
  ["next_due", "Next thing due"],
];

export class Clock {
  /** `ticked()` is called whenever the time shown may have changed, `moving()` before a move. */
  constructor(section, { ticked, moving }) {
    this.ticked = ticked;
    this.moving = moving;
    this.ahead = 0; // milliseconds by which the demo's clock is ahead of this computer's
    this.faces = [el("span", { class: "face" }), el("span", { class: "face" })]; // wide and phone
    this.dues = [el("p", { class: "due" }), el("p", { class: "due" })];
    this.status = el("p", { class: "unseen", role: "status" });
    this.fault = el("p", { class: "fault", role: "alert" });
    this.buttons = MOVES.map(([to, words]) =>
      el("button", { type: "button", class: "button plain small", "data-to": to, onclick: () => this.move({ to }) }, words));
    this.section = section;
    this.build(section);
  }

  build(section) {
    this.at = el("input", { type: "datetime-local", max: "9999-12-31T23:59", id: "clock-at" });
    this.set = el("form", {
      class: "set", novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        this.move({ to: "at", at: this.at.value });
      },
    },
    el("label", { for: "clock-at", class: "unseen" }, "Move the clock to"), this.at,
    el("button", { type: "submit", class: "button plain small" }, "Move"));
    this.setter = el("details", { class: "setter" },
      el("summary", { class: "button plain small" }, "Set time"), this.set);
    const panel = el("div", { class: "clock-panel", id: "clock-panel" },
      this.dues[1], el("div", { class: "clock-moves" }, this.buttons, this.setter), this.fault);
    this.toggle = el("button", {
      type: "button", class: "clock-toggle", "aria-expanded": "false", "aria-controls": "clock-panel",
      onclick: () => this.toggle.setAttribute("aria-expanded", String(section.classList.toggle("open"))),
    }, icon("clock"), this.faces[1], unseen(": time machine"), icon("down"));
    const stand = el("div", { class: "clock-stand" },
      el("p", { class: "clock-now" }, icon("clock"), this.faces[0]), this.dues[0]);
    const shut = (event) => this.setter.contains(event.target) || (this.setter.open = false);
    document.addEventListener("pointerdown", shut);
    this.setter.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.setter.open) return;
      event.preventDefault();
      this.setter.open = false;
      this.setter.firstChild.focus();
    });
    section.append(stand, this.toggle, panel, this.status);
  }

  now() {
    return new Date(Date.now() + this.ahead);
  }

  /** What the server says of its clock. */
  show(view) {
    this.view = view;
    this.ahead = Date.parse(view.now) - Date.now();
    this.at.min = view.wall;
    if (!this.setter.open) this.at.value = view.wall;
    for (const due of this.dues) {
      due.textContent = view.next_due ? `Next due: ${view.next_due}` : "Nothing is waiting.";
    }
    const next = this.buttons.at(-1);
    if (view.next_due) next.removeAttribute("aria-disabled");
    else next.setAttribute("aria-disabled", "true");
    this.tick();
  }

  tick() {
    if (!this.view) return;
    const part = (options) =>
      new Intl.DateTimeFormat("en-GB", { timeZone: this.view.zone, ...options }).format(this.now());
    const time = part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    for (const face of this.faces) {
      face.replaceChildren(
        el("strong", {}, part({ weekday: "short" }),
          el("span", { class: "date" }, ` ${part({ day: "numeric", month: "short" })},`), ` ${time}`),
        el("span", { class: "place" }, ` ${this.view.place}`));
    }
    this.ticked();
  }

  /** Ask again, soon: something was just said, so other things may be due next. */
  refresh() {
    clearTimeout(this.asking);
    this.asking = setTimeout(async () => {
      try {
        this.show(await get("/clock"));
      } catch {
        // It is asked again with the next message; the connection's own notice tells the person.
      }
    }, 800);
  }

  async move(body) {
    const due = this.buttons.at(-1).getAttribute("aria-disabled") === "true";
    if (this.busy || (body.to === "next_due" && due)) return;
    this.busy = true;
    this.fault.textContent = "";
    this.status.textContent = "The clock is moving.";
    this.section.classList.add("moving");
    this.moving();
    try {
      this.show(await post("/clock", body));
      this.setter.open = false;
      this.status.textContent = `It is now ${this.faces[0].textContent}.`;
    } catch (failure) {
      this.fault.textContent = failure.message;
      this.status.textContent = "";
    } finally {
      this.busy = false;
      this.section.classList.remove("moving");
    }
  }
}
