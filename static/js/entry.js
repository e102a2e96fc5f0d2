// The entry grid: keys, paste from a spreadsheet, live sums, and nothing typed is lost.
// The page works without this; saving then is an ordinary form.
"use strict";

const CELLS = "input[inputmode]";
let leaving = false;

// "1.234" and "01234" are stored as 1234; "" is not 0.
function plain(text) {
  const typed = text.trim();
  const digits = /^\d{1,3}([.,\s]\d{3})+$/.test(typed) ? typed.replace(/\D/g, "") : typed;
  return /^\d+$/.test(digits) ? String(Number(digits)) : typed;
}

function start(form) {
  const cells = [...form.querySelectorAll(".grid " + CELLS)];
  const inputs = [...form.querySelectorAll(CELLS + ", select")];
  const state = form.querySelector("[data-save-state]");
  if (!state) return;
  const savedText = state.textContent;
  const draftKey = "draft " + form.dataset.draft;

  const measureOf = (cell) => cell.name.split("-")[1];
  const numberIn = (text) => Number(plain(text)) || 0;
  const storedIn = (cell) => cell.closest("[data-stored]").dataset.stored;
  const isUnsaved = (cell) => plain(cell.value) !== plain(storedIn(cell));

  function show() {
    const sums = {};
    for (const cell of cells) sums[measureOf(cell)] = (sums[measureOf(cell)] || 0) + numberIn(cell.value);
    const format = new Intl.NumberFormat(document.documentElement.lang);
    for (const output of form.querySelectorAll("[data-sum]")) output.textContent = format.format(sums[output.dataset.sum] || 0);
    let unsaved = 0;
    for (const cell of inputs) {
      cell.classList.toggle("unsaved", isUnsaved(cell));
      if (isUnsaved(cell)) unsaved += 1;
    }
    state.classList.remove("failed");
    if (!unsaved) state.textContent = savedText;
    else state.textContent = unsaved === 1 ? form.dataset.unsavedOne : form.dataset.unsavedMany.replace("{n}", unsaved);
    return unsaved;
  }

  // The draft survives a closed tab, a dead network and a power cut.
  function keepDraft() {
    const draft = {};
    for (const cell of inputs) if (isUnsaved(cell)) draft[cell.name] = cell.value;
    if (Object.keys(draft).length) localStorage.setItem(draftKey, JSON.stringify(draft));
    else localStorage.removeItem(draftKey);
  }

  function offerDraft() {
    const kept = JSON.parse(localStorage.getItem(draftKey) || "null");
    if (!kept || inputs.some(isUnsaved)) return;
    const differs = inputs.filter((cell) => cell.name in kept && plain(kept[cell.name]) !== plain(cell.value));
    if (!differs.length) return localStorage.removeItem(draftKey);
    const box = document.createElement("p");
    box.className = "message warning";
    box.setAttribute("role", "status");
    box.append(form.dataset.draftFound + " ");
    box.append(button(form.dataset.draftRestore, () => {
      for (const cell of differs) cell.value = kept[cell.name];
      box.remove();
      show();
    }), " ", button(form.dataset.draftDrop, () => { localStorage.removeItem(draftKey); box.remove(); }));
    form.prepend(box);
  }

  function button(text, act) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = text;
    element.addEventListener("click", act);
    return element;
  }

  // Enter and the arrows move as in a spreadsheet.
  function move(cell, rows, columns) {
    const line = [...form.querySelectorAll(".grid tbody tr")].map((row) => [...row.querySelectorAll(CELLS)].filter((c) => c.offsetParent));
    const y = line.findIndex((row) => row.includes(cell));
    if (y < 0) return false;
    const target = (line[y + rows] || [])[line[y].indexOf(cell) + columns];
    if (!target) return false;
    target.focus();
    target.select();
    return true;
  }

  form.addEventListener("keydown", (event) => {
    if (!event.target.matches(".grid " + CELLS) || event.ctrlKey || event.altKey || event.metaKey) return;
    const { selectionStart: from, selectionEnd: to, value } = event.target;
    const atStart = to === 0 || (from === 0 && to === value.length);
    const atEnd = from === value.length || (from === 0 && to === value.length);
    const steps = { Enter: [event.shiftKey ? -1 : 1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    if (atStart) steps.ArrowLeft = [0, -1];
    if (atEnd) steps.ArrowRight = [0, 1];
    const step = steps[event.key];
    if (!step) return;
    const moved = move(event.target, ...step);
    if (moved || event.key === "Enter") event.preventDefault();
    if (!moved && event.key === "Enter") form.querySelector("button.primary").focus();
  });

  // A block copied from Excel lands cell by cell, from the focused cell on.
  form.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n+$/, "");
    if (!event.target.matches(".grid " + CELLS) || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const line = [...form.querySelectorAll(".grid tbody tr")].map((row) => [...row.querySelectorAll(CELLS)].filter((c) => c.offsetParent));
    const y = line.findIndex((row) => row.includes(event.target));
    const x = line[y].indexOf(event.target);
    text.split("\n").forEach((row, i) => row.split("\t").forEach((value, j) => {
      const cell = (line[y + i] || [])[x + j];
      if (cell) cell.value = value.trim();
    }));
    show();
    keepDraft();
  });

  form.addEventListener("input", () => { show(); keepDraft(); });

  for (const clash of form.querySelectorAll("[data-theirs]")) {
    clash.after(" ", button(form.dataset.take, () => {
      document.getElementById(clash.dataset.for).value = clash.dataset.theirs;
      show();
    }));
  }

  form.addEventListener("htmx:beforeRequest", () => { state.textContent = form.dataset.sending; });
  const failed = () => { leaving = false; show(); state.textContent = form.dataset.failed; state.classList.add("failed"); };
  form.addEventListener("htmx:sendError", failed);
  form.addEventListener("htmx:responseError", failed);
  form.addEventListener("htmx:timeout", failed);

  form.addEventListener("submit", () => { leaving = true; });

  offerDraft();
  if (show()) keepDraft();
  const wrong = form.querySelector("[aria-invalid]");
  if (wrong) wrong.focus();
}

function startAll(root) {
  for (const form of root.querySelectorAll("form[data-entry]")) start(form);
  // On a phone the strip is wider than the screen: begin at the day that is open.
  const open = root.querySelector(".strip [aria-current]");
  if (open) open.parentElement.scrollLeft = open.offsetLeft;
}

document.addEventListener("DOMContentLoaded", () => startAll(document));
document.addEventListener("htmx:afterSwap", () => { leaving = false; startAll(document); window.scrollTo({ top: 0 }); });
window.addEventListener("beforeunload", (event) => {
  if (!leaving && document.querySelector(".entry .unsaved")) event.preventDefault();
});
