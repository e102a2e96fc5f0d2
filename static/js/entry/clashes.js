// Beside a value that somebody else saved meanwhile: a button that takes theirs.
import { button } from "./drafts.js";

export function startClashes(form, grid) {
  for (const clash of form.querySelectorAll("[data-theirs]")) {
    clash.after(" ", button(form.dataset.take, () => {
      document.getElementById(clash.dataset.for).value = clash.dataset.theirs;
      grid.show();
    }));
  }
}
