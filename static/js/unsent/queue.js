// Sends what waits, oldest first, one after the other, in one tab at a time. Only what the server
// has committed is let go; what it asks about waits for its person.
import { entriesOf, settle } from "./store.js";

const LONGEST = 20000;
// Tried again while the page is open, beside when the network comes back.
const AGAIN = 60000;
const JSON_ONLY = { Accept: "application/json" };

let person = "";
let place = null;
let received = () => {};

// `box` names the person and the addresses; `onReceipt` is told of each entry that was committed.
export function startQueue(box, onReceipt) {
  person = box.dataset.person;
  place = box.dataset;
  received = onReceipt;
  window.addEventListener("online", flush);
  setInterval(flush, AGAIN);
  flush();
}

export function flush() {
  if (!person) return Promise.resolve();
  const send = (lock) => (lock ? sendAll() : undefined);
  return navigator.locks ? navigator.locks.request("unsent", { ifAvailable: true }, send) : send(true);
}

async function sendAll() {
  for (const entry of await entriesOf(person)) {
    if (entry.waits === "send" && !(await sent(entry))) return;
  }
}

// Whether the next may follow: false where there is no server, or nobody logged in.
async function sent(entry) {
  try {
    const who = await fetch(place.who, { headers: JSON_ONLY, signal: AbortSignal.timeout(LONGEST) });
    if (who.redirected || !who.ok) return false;
    const { person: loggedIn, token } = await who.json();
    if (loggedIn !== entry.person) return false;
    const body = new URLSearchParams({ ...entry.cells, ...entry.versions, visit: entry.visit, csrfmiddlewaretoken: token });
    const answer = await fetch(entry.address, { method: "POST", body, headers: JSON_ONLY, signal: AbortSignal.timeout(LONGEST) });
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (answer.status >= 500 || (answer.ok && !isJson)) return false;
    const text = isJson ? (await answer.json()).text : place.refused.replace("{status}", answer.status);
    if (!answer.ok) await settle(entry, { ...entry, waits: "look", why: text });
    else if (await settle(entry)) received(entry, text);
    return true;
  } catch {
    return false;
  }
}
