// What was typed and is not on the server yet, in this browser: one entry for each visit of a page,
// never changed by another visit. An entry:
//   visit     made when the page was opened; also the id by which the server knows a save again
//   person    who typed it; nobody else is shown it
//   address   the page; `place` and `day` name it
//   cells     input name -> what was typed       stored   input name -> what the person saw stored
//   versions  input name -> version of the row that the person saw
//   at        when it was typed last, in ms
//   waits     "" a draft; "send" to be sent by itself; "look" needs its person, who is told `why`
import { openDB } from "../vendor/idb-8.0.3.js";

const STORE = "entries";
const opened = openDB("unsent", 1, {
  upgrade: (database) => database.createObjectStore(STORE, { keyPath: "visit" }).createIndex("person", "person"),
});
// Other tabs show the same list.
const channel = new BroadcastChannel("unsent");

// A random UUID; crypto.randomUUID is there on HTTPS only.
export function newVisit() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// IndexedDB answers later; a tab that is closed in between has left its last entry here.
const AHEAD = "unsent ";

export function keepAhead(entry) {
  localStorage.setItem(AHEAD + entry.visit, JSON.stringify(entry));
}

function landed(entry) {
  const ahead = JSON.parse(localStorage.getItem(AHEAD + entry.visit) || "null");
  if (ahead && ahead.at <= entry.at) localStorage.removeItem(AHEAD + entry.visit);
}

async function takeInWhatIsAhead() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(AHEAD));
  for (const entry of keys.map((key) => JSON.parse(localStorage.getItem(key))).filter(Boolean)) {
    const change = (await opened).transaction(STORE, "readwrite");
    const stored = await change.store.get(entry.visit);
    if (!stored || stored.at < entry.at) await change.store.put(entry);
    await change.done;
    landed(entry);
  }
}

export async function entriesOf(person) {
  await takeInWhatIsAhead();
  const found = await (await opened).getAllFromIndex(STORE, "person", person);
  return found.sort((one, other) => one.at - other.at);
}

export async function keep(entry) {
  await (await opened).put(STORE, entry);
  landed(entry);
  tell();
}

export async function forget(visits) {
  for (const visit of visits) localStorage.removeItem(AHEAD + visit);
  const change = (await opened).transaction(STORE, "readwrite");
  await Promise.all([...visits.map((visit) => change.store.delete(visit)), change.done]);
  tell();
}

// Let an answered entry go, or keep `instead`; unless its person typed on meanwhile.
export async function settle(entry, instead = null) {
  const change = (await opened).transaction(STORE, "readwrite");
  const now = await change.store.get(entry.visit);
  const asSent = now && now.at === entry.at;
  if (asSent) await (instead ? change.store.put(instead) : change.store.delete(entry.visit));
  await change.done;
  tell();
  return Boolean(asSent);
}

export function onChange(act) {
  channel.addEventListener("message", act);
  document.addEventListener("unsent", act);
}

function tell() {
  channel.postMessage("");
  document.dispatchEvent(new Event("unsent"));
}
