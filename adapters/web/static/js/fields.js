// One question → a control. Every control has: node, focus(), value() as it is sent, and fault()
// for what the browser itself cannot read yet. `question.draft` is what draft() once gave for what
// was typed and not sent: the value, unless the control says otherwise.

import { combobox } from "./combobox.js";
import { el, icon, uid } from "./dom.js";

const COUNTED_FROM = 500; // signs of a long text at which its count is worth a line
const NEAR = 0.8; // of the limit
const FILTERED_FROM = 11; // options that need a search to be found

/** Builds a question. `context` has: changed(), keep (a move or null), kept(), options(query). */
export function field(question, context) {
  const ids = { control: uid("q"), label: uid("l"), about: [] };
  const build = BUILDERS[question.type];
  if (!build) throw new Error(`unknown field: ${question.type}`);
  const grouped = question.type === "choice" || question.type === "choices";
  const around = surroundings(question, ids, context);
  const control = build(question, ids, context);
  const label = [
    el("span", { dir: "auto" }, question.label),
    question.required ? null : el("span", { class: "optional" }, " (optional)"),
  ];
  const parts = [around.hint, around.fault, around.nudge, control.node, around.counter];
  const node = grouped
    ? group(question, ids, label, parts)
    : el("div", { class: `field ${question.type}` },
        el("label", { for: ids.control, id: ids.label, class: "label" }, label), parts);
  describe(control.described, ids.about, question.error);
  around.count?.(control.value() ?? "");
  control.node.addEventListener("input", () => around.count?.(control.value() ?? ""));
  return {
    id: question.id, node, focus: control.focus, value: control.value, fault: control.fault,
    draft: control.draft ?? control.value, say: around.say,
    invalid: Boolean(question.error), nudged: Boolean(question.nudge),
  };
}

function group(question, ids, label, parts) {
  const attributes = { class: `field ${question.type}`, "aria-describedby": ids.about.join(" ") || null };
  if (question.type === "choice") {
    attributes.role = "radiogroup";
    attributes["aria-required"] = question.required ? "true" : null;
    attributes["aria-invalid"] = question.error ? "true" : null;
    attributes["aria-labelledby"] = ids.label;
  }
  return el("fieldset", attributes, el("legend", { class: "label", id: ids.label }, label), parts);
}

function describe(controls, about, error) {
  for (const control of controls ?? []) {
    if (about.length) control.setAttribute("aria-describedby", about.join(" "));
    if (error) control.setAttribute("aria-invalid", "true");
  }
}

/** Hint, counter, error and gentle remark: each has an id by which the control names it. */
function surroundings(question, ids, context) {
  const named = (kind, attributes, ...children) => {
    const id = uid(kind);
    ids.about.push(id);
    return el("p", { id, class: kind, ...attributes }, ...children);
  };
  const hint = question.hint ? named("hint", { dir: "auto" }, question.hint) : null;
  const counter = question.limit ? named("counter", { hidden: true }) : null;
  const fault = named("error", { hidden: !question.error, dir: "auto" }, question.error);
  const nudge = question.nudge ? remark(question, ids, context) : null;
  return {
    hint, counter, fault, nudge,
    count: counter && ((text) => count(counter, text, question)),
    say: (words) => {
      fault.textContent = words;
      fault.hidden = !words;
    },
  };
}

function count(counter, text, question) {
  const rough = text.length; // never fewer than its signs
  const from = question.type === "long_text" ? COUNTED_FROM : question.limit * NEAR;
  counter.hidden = rough < Math.min(from, question.limit * NEAR);
  if (counter.hidden) return;
  const signs = [...text].length;
  const near = signs >= question.limit * NEAR;
  const words = signs.toLocaleString("en");
  counter.textContent = near
    ? `${words} of ${question.limit.toLocaleString("en")} characters`
    : `${words} characters`;
  counter.classList.toggle("over", signs > question.limit);
}

function remark(question, ids, context) {
  const id = uid("nudge");
  ids.about.push(id);
  const keep = el("button", { type: "button", class: "button plain small" },
    context.keep?.label ?? "Keep as it is");
  const words = el("p", { id, dir: "auto" }, question.nudge);
  const node = el("div", { class: "nudge" }, icon("remark"), el("div", {}, words, keep));
  keep.addEventListener("click", () => {
    node.classList.add("kept");
    words.textContent = "Kept as you wrote it.";
    keep.remove();
    context.kept(question.id);
  });
  return node;
}

/** What a control begins with: the draft if there is one, else what the server knows. */
const start = (question) => (question.draft === undefined ? question.value : question.draft);

function line(question, ids, attributes) {
  const input = el("input", {
    id: ids.control, "aria-required": question.required ? "true" : null, autocomplete: "off",
    placeholder: question.placeholder || null, ...attributes,
  });
  return {
    node: input, described: [input], focus: () => input.focus(),
    value: () => input.value || null,
    fault: () => (input.validity.badInput ? "Please complete this, or empty it." : ""),
  };
}

function long(question, ids) {
  const area = el("textarea", {
    id: ids.control, rows: "3", dir: "auto", placeholder: question.placeholder || null,
    "aria-required": question.required ? "true" : null, "prop:value": start(question) ?? "",
    oninput: () => grow(area),
  });
  requestAnimationFrame(() => grow(area));
  return {
    node: area, described: [area], focus: () => enterText(area),
    value: () => area.value || null, fault: () => "",
  };
}

/** Into a text of some length one goes at its beginning: it is to be read first. */
function enterText(area) {
  area.focus();
  if (area.value.length < COUNTED_FROM / 2) return;
  area.setSelectionRange(0, 0);
  area.scrollTop = 0;
}

/** As tall as its text, up to what the style sheet allows; browsers that know do it themselves. */
export function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

function option(offered, { type, name, checked }) {
  const id = uid("o");
  const hint = offered.hint ? uid("oh") : null;
  const input = el("input", {
    type, name, value: offered.value, "prop:checked": checked, id, "aria-describedby": hint,
  });
  const text = el("span", { class: "option-text" },
    el("label", { for: id, dir: "auto" }, offered.label),
    hint ? el("span", { class: "option-hint", id: hint, dir: "auto" }, offered.hint) : null);
  return el("div", { class: "option" }, input, text);
}

function choice(question, ids) {
  const clear = { value: "", label: "No answer", hint: "" };
  const offered = question.required ? question.options : [...question.options, clear];
  const node = el("div", { class: "options", id: ids.control }, offered.map((each) =>
    option(each, { type: "radio", name: ids.control, checked: (start(question) ?? "") === each.value })));
  const chosen = () => node.querySelector("input:checked");
  return {
    node, focus: () => (chosen() ?? node.querySelector("input")).focus(),
    value: () => chosen()?.value || null, fault: () => "",
  };
}

function choices(question, ids) {
  const chosen = new Set(Array.isArray(start(question)) ? start(question) : []);
  const cards = question.options.map((each) =>
    option(each, { type: "checkbox", name: ids.control, checked: chosen.has(each.value) }));
  const list = el("div", { class: "options", id: ids.control }, cards);
  const boxes = [...list.querySelectorAll("input")];
  const node = el("div", {}, cards.length >= FILTERED_FROM ? filter(question, cards) : null, list);
  return {
    node, described: boxes, focus: () => boxes[0]?.focus(), fault: () => "",
    value: () => {
      const values = boxes.filter((box) => box.checked).map((box) => box.value);
      return values.length ? values : null;
    },
  };
}

function filter(question, cards) {
  return el("input", {
    type: "search", class: "filter", "aria-label": `Search in: ${question.label}`,
    placeholder: "Search these", autocomplete: "off",
    oninput: (event) => {
      const wanted = event.target.value.toLocaleLowerCase();
      for (const card of cards) {
        const keep = card.textContent.toLocaleLowerCase().includes(wanted);
        card.hidden = !keep && !card.querySelector("input").checked;
      }
    },
  });
}

function day(question, ids) {
  return line(question, ids, { type: "date", max: "9999-12-31", "prop:value": start(question) ?? "" });
}

/** A wall time in the person's own zone, which stands beside it; the browser's zone is no matter. */
function moment(question, ids) {
  const { stored, wall } = question.value ?? { stored: null, wall: "" };
  const begun = question.draft ?? wall;
  const control = line(question, ids, {
    type: "datetime-local", max: "9999-12-31T23:59", "prop:value": begun, // a year of four digits
  });
  const input = control.node;
  const zone = el("span", { class: "zone", id: uid("zone") }, question.zone);
  ids.about.push(zone.id);
  const unread = wall && !input.value ? el("p", { class: "hint", dir: "auto" }, `You wrote: ${wall}`) : null;
  return {
    ...control,
    node: el("div", {}, el("div", { class: "moment-box" }, input, zone), unread),
    draft: () => input.value,
    value: () => {
      if (!input.value) return unread ? stored : null;
      return input.value === wall ? stored : { wall: input.value };
    },
  };
}

const BUILDERS = {
  text: (question, ids) =>
    line(question, ids, { type: "text", dir: "auto", "prop:value": start(question) ?? "" }),
  long_text: long,
  choice,
  choices,
  pick: (question, ids, context) => combobox(question, ids, context.options),
  day,
  moment,
};
