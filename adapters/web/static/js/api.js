// Talks to the server. An act is sent under one key however often it is tried: it is done once.

const ROOT = "/demo";
const PATIENCE = 30_000; // milliseconds

/** Something that did not work, in words for the person; `again` when trying again may help. */
export class Failure extends Error {
  constructor(message, again) {
    super(message);
    this.again = again;
  }
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(ROOT + path, { ...options, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Failure("Evenhand cannot be reached just now. Nothing you typed was lost.", true);
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw new Failure(body.message ?? "That did not work.", response.status >= 500);
}

export const get = (path) => ask(path, { headers: { Accept: "application/json" } });

export const post = (path, body) =>
  ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** One thing that a person does; `send` may be repeated and is still one thing. */
export class Act {
  constructor(person, kind, body) {
    this.path = `/people/${encodeURIComponent(person)}/${kind}`;
    this.body = { key: crypto.randomUUID(), ...body };
  }

  /** True when sending `body` would be the same act again. */
  is(kind, body) {
    return (
      this.path.endsWith(`/${kind}`) &&
      JSON.stringify({ ...this.body, key: "" }) === JSON.stringify({ key: "", ...body })
    );
  }

  send() {
    return post(this.path, this.body);
  }
}
