// A block copied from a spreadsheet, or a message, pasted into the grid of a day. With names the
// server reads it, so that each row finds its place; numbers alone are shown before they are put in.

const BLOCK = /[\t\n]/;

const words = (form, name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), form.dataset[name] || "");

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function button(text, act) {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

// One box above the grid at a time; it says what came of the last paste.
function boxOf(form) {
  form.querySelector("[data-pasted]")?.remove();
  const box = element("div", "", "message info");
  box.dataset.pasted = "";
  box.setAttribute("role", "status");
  form.prepend(box);
  return box;
}

function listOf(items) {
  const list = element("ul");
  for (const item of items) list.append(element("li", item));
  return list;
}

// Puts values into inputs; blanks change nothing. What stood there comes back with one button.
function fill(form, grid, box, pairs) {
  const before = pairs.filter(([cell, value]) => value !== "" && cell.value !== value).map(([cell]) => [cell, cell.value]);
  for (const [cell, value] of pairs) if (value !== "") cell.value = value;
  grid.show();
  if (!before.length) return;
  box.append(" ", button(words(form, "pasteUndo"), () => {
    for (const [cell, value] of before) cell.value = value;
    box.remove();
    grid.show();
  }));
}

// The text as it would be sent from the page "Tempel laporan"; works there without this file.
async function read(form, text, answers) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("text", text);
  for (const [name, value] of Object.entries(answers)) body.set(name, value);
  const response = await fetch(form.dataset.paste, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!response.ok || !response.headers.get("Content-Type").includes("json")) throw new Error(response.status);
  return response.json();
}

async function pasteByName(form, grid, text, answers = {}) {
  const box = boxOf(form);
  box.append(words(form, "pasteReading"));
  let told;
  try {
    told = await read(form, text, answers);
  } catch {
    box.textContent = words(form, "pasteFailed");
    box.append(" ", button(words(form, "pasteAgain"), () => pasteByName(form, grid, text, answers)));
    return;
  }
  if (!box.isConnected) return;
  box.textContent = "";
  if (told.refusal) return box.append(told.refusal);
  const filled = Object.entries(told.values).map(([name, value]) => [form.elements[name], String(value)]).filter(([cell]) => cell);
  box.append(words(form, "pasteDone", { n: filled.length }));
  fill(form, grid, box, filled);
  const left = told.lines.filter((line) => line.kind === "ask" || line.kind === "no");
  if (left.length) box.append(element("p", words(form, "pasteLeft", { n: left.length })), listOf(left.map((line) => `${line.written}: ${line.state}`)));
  if (told.orders.length) box.append(element("p", words(form, "pasteOrder")));
  for (const [order, text_] of told.orders) box.append(button(text_, () => pasteByName(form, grid, text, { ...answers, order })), " ");
}

// Numbers alone say no place: they are shown beside the names they would go to.
function pasteByPosition(form, grid, text, target) {
  const block = text.split("\n").map((row) => row.split("\t").map((cell) => cell.trim()));
  const rows = grid.rows();
  const y = rows.findIndex((row) => row.includes(target));
  const x = rows[y].indexOf(target);
  const pairs = [];
  let lost = 0;
  const table = element("table", "", "read");
  block.forEach((values, i) => {
    const row = rows[y + i] || [];
    const line = element("tr");
    const name = row[0]?.closest("tr").querySelector("th")?.firstChild?.textContent.trim() || words(form, "pasteNoRow");
    line.append(element("th", name));
    values.forEach((value, j) => {
      const cell = row[x + j];
      if (cell) pairs.push([cell, value]);
      else if (value !== "") lost += 1;
      line.append(element("td", cell ? `${cell.closest("td").dataset.label}: ${value}` : `${value} ×`, "n"));
    });
    table.append(line);
  });
  const box = boxOf(form);
  box.append(element("p", words(form, "pasteAsk")), table);
  if (lost) box.append(element("p", words(form, "pasteLost", { n: lost }), "error"));
  const apply = button(words(form, "pasteApply"), () => {
    box.textContent = words(form, "pasteDone", { n: pairs.filter(([, value]) => value !== "").length });
    fill(form, grid, box, pairs);
    target.focus();
  });
  box.append(apply, " ", button(words(form, "pasteDrop"), () => { box.remove(); target.focus(); }));
  apply.focus();
}

// `grid` has rows(), the inputs in sight from top to bottom, and show(), which recomputes the sums
// and keeps the draft.
export function startPaste(form, grid) {
  form.addEventListener("paste", (event) => {
    if (!event.target.matches(".grid input[inputmode=numeric]")) return;
    const text = event.clipboardData.getData("text").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
    const named = /\p{L}/u.test(text);
    if (named ? !form.dataset.paste : !BLOCK.test(text)) return;
    event.preventDefault();
    if (named) pasteByName(form, grid, text);
    else pasteByPosition(form, grid, text, event.target);
  });
}
