// A block copied from Excel lands cell by cell, from the focused cell on.
import { CELLS } from "./grid.js";

export function startPaste(form, grid) {
  form.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n+$/, "");
    if (!event.target.matches(".grid " + CELLS) || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const lines = grid.rows();
    const y = lines.findIndex((line) => line.includes(event.target));
    const x = lines[y].indexOf(event.target);
    text.split("\n").forEach((row, i) => row.split("\t").forEach((value, j) => {
      const cell = (lines[y + i] || [])[x + j];
      if (cell) cell.value = value.trim();
    }));
    grid.show();
  });
}
