// Rows of a form: moved, taken out and added at once. Without this file each button asks the server.
const LIST = "[data-rows-list]";

function nextKey(list, name) {
  const keys = [...list.querySelectorAll(`:scope > [data-row] input[type="hidden"][name="${CSS.escape(name)}"]`)];
  return Math.max(0, ...keys.map((key) => Number(key.value) || 0)) + 1;
}

function tell(list) {
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

function add(rows) {
  const list = rows.querySelector(`:scope > ${LIST}`);
  const blank = rows.querySelector(":scope > [data-rows-blank]");
  const holder = document.createElement("template");
  holder.innerHTML = blank.innerHTML.replaceAll(rows.dataset.slot, nextKey(list, rows.dataset.rows));
  const row = holder.content.firstElementChild;
  list.append(row);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  tell(list);
}

function takeOut(row) {
  const list = row.parentElement;
  const next = row.nextElementSibling || row.previousElementSibling;
  row.remove();
  (next?.querySelector("[data-row-out]") || list.closest("[data-rows]").querySelector(":scope > [data-rows-add]")).focus();
  tell(list);
}

function move(row, isUp, button) {
  if (isUp) row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  button.focus();
  tell(row.parentElement);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-rows-add], [data-row-out], [data-row-up], [data-row-down]");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("[data-row]");
  if (button.matches("[data-rows-add]")) add(button.closest("[data-rows]"));
  else if (button.matches("[data-row-out]")) takeOut(row);
  else move(row, button.matches("[data-row-up]"), button);
});
