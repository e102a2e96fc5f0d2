// What is typed into a form with a grid: its inputs, what of them is not saved yet, the sums.
import { numberIn, plain } from "./numbers.js";

export const CELLS = "input[inputmode]";

// A box that is ticked says "on", as it is sent.
const isBox = (input) => input.type === "checkbox";
export const valueOf = (input) => (isBox(input) ? (input.checked ? "on" : "") : input.value);
export const setValue = (input, value) => {
  if (isBox(input)) input.checked = value === "on";
  else input.value = value;
};

export function gridOf(form) {
  const inputs = [...form.querySelectorAll(`${CELLS}, select, [data-stored] input[type=checkbox]`)];
  const cells = inputs.filter((input) => input.matches(".grid " + CELLS));
  const state = form.querySelector("[data-save-state]");
  const savedText = state.textContent;
  const storedIn = (input) => input.closest("[data-stored]").dataset.stored;
  const isUnsaved = (input) => plain(valueOf(input)) !== plain(storedIn(input));
  const heard = [];

  function showSums() {
    const sums = {};
    for (const cell of cells) {
      const measure = cell.name.split("-")[1];
      sums[measure] = (sums[measure] || 0) + numberIn(cell.value);
    }
    const format = new Intl.NumberFormat(document.documentElement.lang);
    for (const output of form.querySelectorAll("[data-sum]")) output.textContent = format.format(sums[output.dataset.sum] || 0);
  }

  return {
    form,
    inputs,
    // Rows of visible cells, from the top.
    rows: () => [...form.querySelectorAll(".grid tbody tr")].map((row) => [...row.querySelectorAll(CELLS)].filter((cell) => cell.offsetParent)),
    unsaved: () => inputs.filter(isUnsaved),
    // What a row was at when it was shown: sent along, so that the server sees who was first.
    versions: () => [...form.querySelectorAll("input[type=hidden]")].filter((input) => input.name.endsWith("-version")),
    // Tell `act` of everything that is typed, pasted or brought back.
    onChange: (act) => heard.push(act),
    say(text, failed = false) {
      state.textContent = text;
      state.classList.toggle("failed", failed);
    },
    show() {
      showSums();
      const unsaved = inputs.filter((input) => input.classList.toggle("unsaved", isUnsaved(input))).length;
      const words = unsaved === 1 ? form.dataset.unsavedOne : form.dataset.unsavedMany.replace("{n}", unsaved);
      this.say(unsaved ? words : savedText);
      for (const act of heard) act();
    },
  };
}
