// Enter and the arrows move as in a spreadsheet; at the foot of a column Enter goes to the next.
import { CELLS } from "./grid.js";

export function startKeys(form, grid) {
  function target(cell, rows, columns, wraps) {
    const lines = grid.rows();
    const y = lines.findIndex((line) => line.includes(cell));
    if (y < 0) return null;
    const x = lines[y].indexOf(cell);
    const found = (lines[y + rows] || [])[x + columns];
    return found || (wraps ? lines[0][x + 1] : null);
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
    const down = event.key === "Enter" && !event.shiftKey;
    const next = target(event.target, ...step, down);
    if (next || event.key === "Enter") event.preventDefault();
    if (next) {
      next.focus();
      next.select();
    } else if (down) form.querySelector("button.primary").focus();
  });
}
