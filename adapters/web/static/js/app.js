// Starts the page.

import { get } from "./api.js";
import { Clock } from "./clock.js";
import { el } from "./dom.js";
import { guide } from "./guide.js";
import { Room } from "./room.js";
import { listen } from "./stream.js";
import { bindThemeButton } from "./themes.js";

const LOST_AFTER = 1500; // milliseconds without a connection before it is worth a word
const TICK = 5000;

const find = (id) => document.getElementById(id);
const notice = find("notice");

bindThemeButton(find("theme"));
const clock = new Clock(find("time-machine"), {
  ticked: () => room.tick(), moving: () => room.watch(),
});
const room = new Room({
  now: () => clock.now(), chairs: find("chairs"), tabs: find("tabs"), others: find("elsewhere"),
});
setInterval(() => clock.tick(), TICK);

let instance = null;
let losing = null;

function lost() {
  losing ??= setTimeout(() => {
    notice.textContent = "The connection is lost. Trying again; nothing you typed is lost.";
    notice.hidden = false;
  }, LOST_AFTER);
}

function found() {
  clearTimeout(losing);
  losing = null;
  notice.hidden = true;
}

function hello(server) {
  found();
  room.catchUp({ anew: instance !== null && instance !== server.instance });
  instance = server.instance;
  clock.refresh();
}

async function start() {
  try {
    const state = await get("/state");
    clock.show(state.clock);
    if (!state.people.length) throw new Error("There is nobody here: load an organisation first.");
    room.furnish(state);
    room.acted = guide(find("guide"), { begin: () => room.begin() });
    listen({
      hello, lost,
      post: (event) => {
        room.arrive(event);
        clock.refresh();
      },
      clock: (view) => clock.show(view),
    });
  } catch (failure) {
    notice.replaceChildren(failure.message, " ", el("button", {
      type: "button", class: "button plain small", onclick: () => location.reload(),
    }, "Reload"));
    notice.hidden = false;
  }
}

start();
