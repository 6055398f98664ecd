// How far one is in a list of questions. The list can be answered and sent without it.
const form = document.querySelector("[data-answers]");

function draw() {
  const groups = new Map();
  for (const input of form.querySelectorAll('input[type="radio"]')) {
    groups.set(input.name, Boolean(groups.get(input.name)) || input.checked);
  }
  const done = [...groups.values()].filter(Boolean).length;
  const where = form.querySelector("[data-answered]");
  where.hidden = false;
  where.querySelector("span").textContent = where.dataset.words.replace("{done}", done).replace("{all}", groups.size);
  const marks = where.querySelector("[data-marks]");
  while (marks.children.length < groups.size) marks.append(document.createElement("i"));
  [...groups.values()].forEach((answered, place) => marks.children[place].classList.toggle("on", answered));
}

if (form) {
  form.addEventListener("change", draw);
  addEventListener("pageshow", draw);
  draw();
}
