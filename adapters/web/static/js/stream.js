// Hears what happens, for as long as the page is open; comes back by itself.

const SHORTEST = 1000; // milliseconds between tries
const LONGEST = 10_000;

/**
 * Listen. `hears` has: hello({instance}), post({person, message}), clock(view), lost().
 * `hello` comes at each (re)connection: read then what was missed.
 */
export function listen(hears) {
  let wait = SHORTEST;
  const open = () => {
    const source = new EventSource("/demo/stream");
    source.addEventListener("hello", (event) => {
      wait = SHORTEST;
      hears.hello(JSON.parse(event.data));
    });
    source.addEventListener("post", (event) => hears.post(JSON.parse(event.data)));
    source.addEventListener("clock", (event) => hears.clock(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      source.close(); // our own tries: a browser gives up for good after some answers
      hears.lost();
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST);
    });
    addEventListener("pagehide", () => source.close(), { once: true });
  };
  open();
}
