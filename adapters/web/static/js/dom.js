// Builds elements. Text only ever becomes a text node: nothing here can turn it into markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (on…), properties (prop:…) and children. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name.startsWith("prop:")) node[name.slice(5)] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

/** Text that only screen readers read. */
export const unseen = (text) => el("span", { class: "unseen" }, text);

const REFERENCE = /(\bEH-\d{4}-\d{4,}\b)/;

/** A text whose references of cases are never broken over two lines. */
export const unbroken = (text) => text.split(REFERENCE).map((part, at) =>
  (at % 2 ? el("span", { class: "reference" }, part) : part));

let made = 0;
/** An id that no other element of this page has. */
export const uid = (name) => `${name}-${++made}`;

const PATHS = {
  send: ["M5 12h13", "M12.5 6l6 6-6 6"],
  widen: ["M9 5H5v4", "M5 5l5 5", "M15 19h4v-4", "M19 19l-5-5"],
  narrow: ["M5 10h5V5", "M10 10L5 5", "M19 14h-5v5", "M14 14l5 5"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  page: ["M7 4h6.5L18 8.5V20H7z", "M13.5 4v4.5H18"],
  down: ["M6 9.5l6 6 6-6"],
  arrow: ["M12 5v13", "M6 12.5l6 6 6-6"],
  clock: ["M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17z", "M12 7.5V12l3 2"],
  moon: ["M19.5 14.5A8 8 0 019.5 4.5a8 8 0 1010 10z"],
  sun: [
    "M12 8a4 4 0 100 8 4 4 0 000-8z", "M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2",
    "M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  ],
  auto: ["M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17z", "M12 3.5v17", "M12 8h7.4M12 12h8.5M12 16h7.4"],
  remark: ["M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17z", "M12 8v5", "M12 16.2v.1"],
  close: ["M6.5 6.5l11 11", "M17.5 6.5l-11 11"],
  search: ["M10.5 4.5a6 6 0 100 12 6 6 0 000-12z", "M15 15l4.5 4.5"],
  scales: ["M12 4v15", "M8 19.5h8", "M5 7.5h14", "M5 7.5l-2.5 6a3 3 0 005 0z", "M19 7.5l-2.5 6a3 3 0 005 0z"],
};

/** A small drawing; the words beside it say what it means. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  for (const line of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    svg.append(path);
  }
  return svg;
}

export const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const touchOnly = () => matchMedia("(hover: none) and (pointer: coarse)").matches;
export const isShown = (node) => node.getClientRects().length > 0;
