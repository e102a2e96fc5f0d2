// Nothing typed is lost: it is kept in this browser until the server has it, with the versions of
// the rows that the person saw, and offered at the next visit. One visit never changes what an
// earlier one kept, until its numbers are brought back, saved or discarded.
import { entriesOf, forget, keep, keepAhead, newVisit } from "../unsent/store.js";
import { setValue, valueOf } from "./grid.js";
import { plain } from "./numbers.js";

export async function startDrafts(form, grid) {
  const { person, place, day, dayText } = form.dataset;
  const address = new URL(form.action).pathname;
  const id = form.querySelector("input[name=visit]");
  let visit = newVisit();
  if (id) id.value = visit;
  let attempted = false;
  let brought = [];
  let kept = false;
  let writing = Promise.resolve();

  function entry() {
    const unsaved = grid.unsaved();
    return {
      visit, person, address, place, day, dayText, waits: "", why: "", at: Date.now(),
      cells: Object.fromEntries(unsaved.map((input) => [input.name, valueOf(input)])),
      stored: Object.fromEntries(unsaved.map((input) => [input.name, input.closest("[data-stored]").dataset.stored])),
      versions: Object.fromEntries(grid.versions().map((input) => [input.name, input.value])),
    };
  }

  // The server knows a save again by its visit: what is typed after an attempt is another one.
  function typed() {
    if (attempted) {
      brought.push(visit);
      visit = newVisit();
      if (id) id.value = visit;
      attempted = false;
    }
    write();
  }

  // In the order of typing; what was brought back is let go once this visit has it.
  function write(waits = "") {
    const now = { ...entry(), waits };
    if (Object.keys(now.cells).length) keepAhead(now);
    writing = writing.then(async () => {
      if (Object.keys(now.cells).length) {
        await keep(now);
        kept = true;
      } else if (kept) await forget([now.visit]);
      if (brought.length) await forget(brought.splice(0));
    });
    return writing;
  }

  // Older versions stay: who saved in between is seen by the server, and both values are shown.
  function bringBack(found) {
    const seen = Object.fromEntries(grid.versions().map((input) => [input.name, input]));
    const inputs = Object.fromEntries(grid.inputs.map((input) => [input.name, input]));
    for (const one of found) {
      for (const [name, value] of Object.entries(one.cells)) if (inputs[name]) setValue(inputs[name], value);
      for (const [name, version] of Object.entries(one.versions)) {
        if (seen[name] && Number(version) < Number(seen[name].value)) seen[name].value = version;
      }
    }
    // What has no input here any more stays kept.
    brought = found.filter((one) => Object.keys(one.cells).every((name) => inputs[name])).map((one) => one.visit);
    grid.show();
  }

  function offer(found) {
    const box = document.createElement("p");
    box.className = "message warning";
    box.setAttribute("role", "status");
    box.append(form.dataset.draftFound + " ", button(form.dataset.draftRestore, () => {
      bringBack(found);
      box.remove();
    }), " ", button(form.dataset.draftDrop, async () => {
      await forget(found.map((one) => one.visit));
      box.remove();
    }));
    form.prepend(box);
  }

  // What this page shows already, as saved or as typed, needs no offer.
  function isHere(one) {
    return Object.entries(one.cells).every(([name, value]) => {
      const input = grid.inputs.find((candidate) => candidate.name === name);
      return input && plain(valueOf(input)) === plain(value);
    });
  }

  form.addEventListener("htmx:beforeRequest", () => { attempted = true; });
  grid.onChange(typed);
  if (grid.unsaved().length) await write();
  const others = (await entriesOf(person)).filter((one) => one.address === address && one.visit !== visit);
  const here = others.filter(isHere);
  if (here.length) await forget(here.map((one) => one.visit));
  const found = others.filter((one) => !here.includes(one));
  if (found.length) offer(found);
  return { waitsToBeSent: () => write("send") };
}

export function button(text, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}
