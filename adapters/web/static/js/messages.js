// Content → elements: cards, own words, folded answers, and the blocks inside them.

import { el, icon, uid, unbroken, unseen } from "./dom.js";

/** How much of one text is shown before it is folded: in a message, and where it is decided on. */
const SHORT = { signs: 900, lines: 14 };
export const WHOLE = { signs: 5000, lines: 120 };

/** A text as it was written; a long one is folded, with a button that opens it. */
export function prose(text, attributes = {}, tag = "p", { signs, lines } = SHORT) {
  const node = el(tag, { dir: "auto", ...attributes, class: `prose ${attributes.class ?? ""}` }, unbroken(text));
  if (text.length <= signs && text.split("\n", lines + 1).length <= lines) return node;
  const id = uid("text");
  node.id = id;
  node.classList.add("folded");
  const more = el("button", {
    type: "button", class: "link", "aria-expanded": "false", "aria-controls": id,
    onclick: () => {
      const open = node.classList.toggle("folded") === false;
      more.setAttribute("aria-expanded", String(open));
      more.textContent = open ? "Show less" : "Read all";
    },
  }, "Read all");
  return el("div", { class: "foldable" }, node, more);
}

const facts = (rows) =>
  el("dl", { class: "facts" }, rows.map(([label, value]) =>
    el("div", {}, el("dt", { dir: "auto" }, label), el("dd", {}, prose(value, {}, "span")))));

const NUMBERED = /^\d+\. /;

/** Items that bring numbers of their own get no second mark. */
function bullets({ items, ordered }) {
  const own = !ordered && items.every((item) => NUMBERED.test(item));
  return el(ordered ? "ol" : "ul", { class: own ? "bullets numbered" : "bullets" },
    items.map((item) => el("li", { dir: "auto" }, prose(item, {}, "span"))));
}

/** A way to the message itself; what is no web address stays text. */
function messageLink(url) {
  if (!url.startsWith("https://")) return url;
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "Open the message");
}

const BLOCKS = {
  paragraph: (block) => prose(block.text),
  heading: (block) => el("h4", { class: "heading", dir: "auto" }, unbroken(block.text)),
  note: (block) => el("p", { class: "note prose", dir: "auto" }, unbroken(block.text)),
  quote: (block, limits) =>
    el("figure", { class: "quote" },
      el("blockquote", {}, prose(block.text, {}, "p", limits)),
      block.by ? el("figcaption", { dir: "auto" }, block.by) : null,
      block.link ? el("figcaption", {}, messageLink(block.link)) : null),
  facts: (block) => facts(block.rows),
  bullets,
};

/** A part of a message. An unknown kind is an error and never passed over in silence. */
export function block(part, limits = SHORT) {
  const build = BLOCKS[part.kind];
  if (!build) throw new Error(`unknown block: ${part.kind}`);
  return build(part, limits);
}

/** The mediator's card. `press(button)` sends a button and says whether it went through. */
export function card(content, press) {
  const bare = !content.title && !content.blocks.length;
  const fault = el("div", { class: "fault", role: "alert" });
  const row = (name, buttons) => (buttons.length
    ? el("div", { class: `buttons ${name}` }, buttons.map((each) => cardButton(each, press, fault)))
    : null);
  const next = content.buttons.filter((each) => each.style === "primary");
  const more = content.buttons.filter((each) => each.style !== "primary");
  return el("article", { class: "bubble card" },
    content.title ? el("h3", { class: "title", dir: "auto" }, unbroken(content.title)) : null,
    bare ? prose(content.notice) : content.blocks.map((part) => block(part)),
    row("next", next), row("more", more), fault);
}

function cardButton(button, press, fault) {
  const node = el("button", {
    type: "button", class: `button ${button.style}`,
    onclick: async () => {
      if (node.getAttribute("aria-disabled") === "true") return;
      node.setAttribute("aria-disabled", "true");
      fault.replaceChildren();
      try {
        await press(button);
      } catch (failure) {
        fault.replaceChildren(failure.message, " Press the button again to retry.");
      } finally {
        node.removeAttribute("aria-disabled");
      }
    },
  }, button.label);
  return node;
}

/** What the person wrote themselves. */
export const said = (content) => el("div", { class: "bubble said" }, prose(content.text));

const NOTHING = "-"; // how an answer that was left open is written

const excerpt = (rows) =>
  el("span", { class: "excerpt", dir: "auto" },
    rows.map(([, value]) => value).filter((value) => value !== NOTHING).join(", ").slice(0, 120));

/** An answered page, folded to a line. */
export function answered(content) {
  const line = [icon(content.note ? "page" : "check"), el("span", { class: "summary-title", dir: "auto" }, content.title)];
  if (!content.rows.length) {
    return el("div", { class: "answered" },
      el("p", { class: "summary" }, line),
      content.note ? el("p", { class: "note prose", dir: "auto" }, content.note) : null);
  }
  return el("div", { class: "answered" },
    el("details", {},
      el("summary", { class: "summary" }, line, unseen(": answered,"), excerpt(content.rows), icon("down")),
      facts(content.rows)),
    content.note ? el("p", { class: "note prose", dir: "auto" }, content.note) : null);
}
