// A text area with one point a line becomes one input a line. The text area stays what is sent.
const blank = document.getElementById("line-blank");
const frame = document.getElementById("line-list");

function number(list, word) {
  [...list.children].forEach((item, place) => {
    const line = `${word} ${place + 1}`;
    item.querySelector("[data-line-number]").textContent = place + 1;
    item.querySelector("[data-line-input]").setAttribute("aria-label", line);
    for (const words of item.querySelectorAll("[data-words]")) words.textContent = words.dataset.words.replace("{line}", line);
    item.querySelector("[data-line-up]").disabled = place === 0;
    item.querySelector("[data-line-down]").disabled = place === list.children.length - 1;
  });
}

function enhance(mark) {
  const area = document.getElementById(mark.dataset.linesFor);
  if (!area || !blank || !frame) return;
  const editor = frame.content.firstElementChild.cloneNode(true);
  const list = editor.querySelector("ol");
  const word = mark.dataset.line;

  const inputs = () => [...list.querySelectorAll("[data-line-input]")];
  const write = () => {
    area.value = inputs().map((input) => input.value.trim()).filter(Boolean).join("\n");
    number(list, word);
  };
  const tell = () => {
    write();
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const add = (text, after) => {
    const item = blank.content.firstElementChild.cloneNode(true);
    item.querySelector("[data-line-input]").value = text;
    if (after) after.after(item);
    else list.append(item);
    return item.querySelector("[data-line-input]");
  };
  const takeOut = (item) => {
    const next = item.nextElementSibling || item.previousElementSibling;
    item.remove();
    if (!list.children.length) add("");
    tell();
    (next?.querySelector("[data-line-input]") || inputs()[0]).focus();
  };
  const move = (item, isUp, button) => {
    if (isUp) item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    tell();
    const at = button.disabled ? item.querySelector("[data-line-input]") : button;
    at.focus();
  };

  editor.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const item = button.closest("li");
    if (button.matches("[data-line-up]")) move(item, true, button);
    else if (button.matches("[data-line-down]")) move(item, false, button);
    else if (button.matches("[data-line-out]")) takeOut(item);
    else {
      add("").focus();
      number(list, word);
    }
  });
  list.addEventListener("input", write);
  list.addEventListener("keydown", (event) => {
    const input = event.target.closest("[data-line-input]");
    if (!input || event.isComposing) return;
    const item = input.closest("li");
    if (event.key === "Enter") {
      event.preventDefault();
      const next = add(input.value.slice(input.selectionEnd), item);
      input.value = input.value.slice(0, input.selectionStart);
      tell();
      next.focus();
    } else if (event.key === "Backspace" && !input.value && list.children.length > 1) {
      event.preventDefault();
      takeOut(item);
    } else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      move(item, event.key === "ArrowUp", input);
    }
  });
  list.addEventListener("paste", (event) => {
    const input = event.target.closest("[data-line-input]");
    const lines = event.clipboardData.getData("text").split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    if (!input || lines.length < 2) return;
    event.preventDefault();
    input.setRangeText(lines.shift(), input.selectionStart, input.selectionEnd, "end");
    let item = input.closest("li");
    for (const line of lines) item = add(line, item).closest("li");
    item.querySelector("[data-line-input]").focus();
    tell();
  });

  const texts = area.value.split("\n").filter((line) => line.trim());
  for (const text of texts.length ? texts : [""]) add(text);
  number(list, word);
  area.hidden = true;
  area.after(editor);
  // The label and a link of the list of problems lead to the first line.
  const describedBy = area.getAttribute("aria-describedby");
  const first = inputs()[0];
  if (describedBy) first.setAttribute("aria-describedby", describedBy);
  area.addEventListener("focus", () => inputs()[0].focus());
  document.querySelector(`label[for="${area.id}"]`)?.addEventListener("click", (event) => {
    event.preventDefault();
    inputs()[0].focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest(`.summary a[href="#${area.id}"]`)) inputs()[0].focus();
  });
}

for (const mark of document.querySelectorAll("[data-lines-for]")) enhance(mark);
