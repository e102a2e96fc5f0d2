// How many kecamatan are filled in, and which are empty, while numbers are typed. The server says
// the same of what is stored (regions/entry/filling.py) and sends the words in data-fillable:
// `waiting` are the kecamatan that only the counter fills in; outreach has filled in the others.

const put = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

// Returns what says it anew, for who changes numbers without an input event.
export function startFilled(form) {
  const line = form.querySelector("[data-filled]");
  const words = JSON.parse(form.dataset.fillable);
  const format = new Intl.NumberFormat(document.documentElement.lang);
  const input = (code, field) => form.querySelector(`[name="${code}-${field}"]:not([type="hidden"])`);

  function say() {
    // A zero and a closed day speak of all.
    if (!words.kecamatan || input(form.dataset.office, "state").value) return line.replaceChildren();
    const empty = words.waiting.filter(([code]) => !input(code, "recorded").value.trim()).map(([, name]) => name);
    const told = words.kecamatan - empty.length;
    let text = put(words.count, { told: format.format(told), all: format.format(words.kecamatan) });
    if (input(form.dataset.office, "complete").checked) text += `, ${words.complete}`;
    let names = empty.slice(0, words.named).join(", ");
    if (empty.length > words.named) names = put(words.more, { names, n: format.format(empty.length - words.named) });
    line.textContent = told && empty.length ? put(words.some, { filled: text, names }) : `${text}.`;
  }

  if (!line || !input(form.dataset.office, "complete")) return () => {};
  form.addEventListener("input", say);
  // What came back refused is there before anything is typed.
  if (!line.textContent) say();
  return say;
}
