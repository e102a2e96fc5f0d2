// On every page: what of this person is not on the server yet, and what came of it.
import { startKeptPages } from "./kept_pages.js";
import { flush, startQueue } from "./queue.js";
import { entriesOf, forget, onChange } from "./store.js";

const box = document.querySelector("[data-unsent]");
const list = box.querySelector("ul");
const words = box.dataset;

function line(entry) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = entry.address;
  link.textContent = `${entry.dayText}, ${entry.place}`;
  const states = { "": words.draft, send: words.waits, look: entry.why };
  item.append(link, `: ${words.values.replace("{n}", Object.keys(entry.cells).length)}. ${states[entry.waits]} `);
  item.append(button(words.copy, (event) => copy(entry, event.target)), " ", button(words.drop, () => drop(entry)));
  return item;
}

function button(text, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}

async function copy(entry, pressed) {
  const rows = Object.entries(entry.cells).map(([name, value]) => `${name}: ${value}`);
  await navigator.clipboard.writeText([`${entry.place}, ${entry.dayText}`, ...rows].join("\n"));
  pressed.textContent = words.copied;
}

async function drop(entry) {
  if (window.confirm(words.sure.replace("{day}", entry.dayText))) await forget([entry.visit]);
}

// The drafts of the page that is open stand on it.
async function show() {
  const entries = (await entriesOf(words.person)).filter((one) => one.waits || one.address !== location.pathname);
  box.hidden = !entries.length;
  const days = new Set(entries.map((one) => one.address)).size;
  box.querySelector("b").textContent = days === 1 ? words.one : words.many.replace("{n}", days);
  list.replaceChildren(...entries.map(line));
  box.querySelector("button.now")?.remove();
  if (entries.some((one) => one.waits === "send")) {
    const now = button(words.now, flush);
    now.classList.add("now");
    list.after(now);
  }
}

const RECEIPT = "receipt";

function received(entry, text) {
  const words = `${entry.dayText}, ${entry.place}: ${text}`;
  const open = document.querySelector("form[data-entry] input[name=visit]");
  if (!open || open.value !== entry.visit) return say(words);
  sessionStorage.setItem(RECEIPT, words);
  location.reload();
}

function say(words) {
  const note = document.createElement("p");
  note.className = "message success";
  note.setAttribute("role", "status");
  note.textContent = words;
  box.after(note);
}

const toldBefore = sessionStorage.getItem(RECEIPT);
if (toldBefore) say(toldBefore);
sessionStorage.removeItem(RECEIPT);
onChange(show);
show();
startQueue(box, received);
startKeptPages(box);
