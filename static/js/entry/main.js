// The entry grid. The page works without this; saving then is an ordinary form.
import { startClashes } from "./clashes.js";
import { startDrafts } from "./drafts.js";
import { startFilled } from "./filled.js";
import { CELLS, gridOf } from "./grid.js";
import { startKeys } from "./keys.js";
import { startPaste } from "./paste.js";
import { startSending } from "./sending.js";

let leaving = false;
// Where somebody typed last: they are there again after saving.
let typedIn = "";

function focusOn(form) {
  const wrong = form.querySelector("[aria-invalid]");
  if (wrong) return wrong.focus();
  if (form.elements[typedIn]) return form.elements[typedIn].focus({ preventScroll: true });
  // On a phone the keyboard would cover the page.
  if (!matchMedia("(pointer: fine)").matches) return;
  const empty = [...form.querySelectorAll(`.grid ${CELLS}`)].find((cell) => !cell.value && cell.offsetParent);
  if (empty) empty.focus({ preventScroll: true });
}

function start(form) {
  if (!form.querySelector("[data-save-state]")) return;
  const grid = gridOf(form);
  startKeys(form, grid);
  startPaste(form, grid);
  startClashes(form, grid);
  const drafts = startDrafts(form, grid);
  startSending(form, grid, drafts);
  if (form.dataset.fillable) grid.onChange(startFilled(form));
  form.addEventListener("input", () => grid.show());
  form.addEventListener("submit", () => { leaving = true; });
  for (const name of ["sendError", "timeout", "responseError"]) form.addEventListener(`htmx:${name}`, () => { leaving = false; });
  form.addEventListener("focusin", (event) => { if (event.target.matches(CELLS)) typedIn = event.target.name; });
  grid.show();
  focusOn(form);
}

function startAll() {
  for (const form of document.querySelectorAll("form[data-entry]")) start(form);
  // On a phone the strip is wider than the screen: begin at the day that is open.
  const open = document.querySelector(".strip [aria-current]");
  if (open) open.parentElement.scrollLeft = open.offsetLeft;
}

startAll();
document.addEventListener("htmx:afterSwap", () => { leaving = false; startAll(); window.scrollTo({ top: 0 }); });
window.addEventListener("beforeunload", (event) => {
  if (!leaving && document.querySelector(".entry .unsaved")) event.preventDefault();
});
