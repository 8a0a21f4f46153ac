// What was typed and not yet sent, kept in this tab until it is: a reload or a look into another
// chair loses nothing.

const PREFIX = "evenhand.draft.";

function store(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + key);
    else sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the text is still in its field.
  }
}

function stored(key) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

/** Unsent answers of one page. An answer counts only while the server's own is unchanged. */
export class PageDraft {
  constructor(person, page) {
    this.key = `page.${person}.${page.session}.${page.step}.${page.title}`;
    this.given = Object.fromEntries(page.questions.map((q) => [q.id, JSON.stringify(q.value)]));
    this.typed = stored(this.key) ?? {};
  }

  /** What was typed into a field, or undefined. */
  value(id) {
    const draft = this.typed[id];
    return draft && draft.given === this.given[id] ? draft.value : undefined;
  }

  put(id, value) {
    this.typed[id] = { given: this.given[id], value };
    store(this.key, this.typed);
  }

  clear() {
    this.typed = {};
    store(this.key, null);
  }
}

/** Unsent words in a person's composer. */
export const words = {
  get: (person) => stored(`words.${person}`) ?? "",
  put: (person, text) => store(`words.${person}`, text || null),
};
