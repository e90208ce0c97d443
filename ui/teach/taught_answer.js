// What the picture is taken for: a word, a bar for each class, its place among the examples, and the most alike.
const SPACE = "http://www.w3.org/2000/svg";
const colour = (at) => `var(--taught-${at % 6})`;

export default function ({ data, parentElement, setTriggerValue }) {
  const { words } = data, part = (name) => parentElement.querySelector(name), list = part(".bars");
  const known = (list.known = data.map === null ? {} : { ...list.known, ...data.pictures });
  if (data.map === null) list.map = null;
  if (data.points) list.map = { number: data.map, points: data.points };
  const points = list.map?.points || [];
  const verdict = part(".verdict");
  if (verdict.textContent !== data.verdict) verdict.textContent = data.verdict;
  verdict.style.setProperty("--colour", data.best === null ? "transparent" : colour(data.best));
  bars(list, data);
  part(".why").hidden = !points.length;
  part(".map").setAttribute("aria-label", words.map);
  drawMap(part(".map"), points, data.present);
  part(".nearest p").textContent = data.nearest.length ? words.alike : "";
  nearest(part(".nearest div"), data.nearest.map(({ id, name }) => ({ src: known[id] || "", name })));
  const ids = data.nearest.map(({ id }) => id).filter((id) => !known[id]);
  const map = data.map !== null && list.map?.number !== data.map;
  if (map || ids.length) setTriggerValue("missing", { what: "missing", ids, map, when: Date.now() });
}

function bars(list, { bars, best }) {
  while (list.children.length > bars.length) list.lastChild.remove();
  while (list.children.length < bars.length) {
    const line = document.createElement("li");
    line.append(...["name", "bar", "share"].map((c) => Object.assign(document.createElement("span"), { className: c })));
    list.append(line);
  }
  bars.forEach(({ name, share }, at) => {
    const [label, bar, number] = list.children[at].children;
    label.textContent = name;
    bar.style.setProperty("--share", share);
    bar.style.setProperty("--colour", colour(at));
    number.textContent = `${Math.round(100 * share)} %`;
    list.children[at].classList.toggle("best", at === best);
  });
}

function dot(svg, number, name) {
  let made = svg.children[number];
  if (!made) svg.append((made = document.createElementNS(SPACE, "circle")));
  made.setAttribute("class", name);
  return made;
}

function drawMap(svg, points, present) {
  const all = present ? [...points, present] : points;
  while (svg.children.length > all.length) svg.lastChild.remove();
  all.forEach(([x, y, at], number) => {
    const here = present && number === points.length, made = dot(svg, number, here ? "present" : "example");
    made.setAttribute("cx", 5 + 90 * x);
    made.setAttribute("cy", 4 + 67 * y);
    made.setAttribute("r", here ? 3 : 1.6);
    made.style.fill = here ? "" : colour(at);
  });
}

function nearest(row, pictures) {
  while (row.children.length > pictures.length) row.lastChild.remove();
  while (row.children.length < pictures.length) {
    const figure = document.createElement("figure");
    figure.append(new Image(), document.createElement("figcaption"));
    row.append(figure);
  }
  pictures.forEach(({ src, name }, at) => {
    const [image, words] = row.children[at].children;
    if (image.getAttribute("src") !== src) image.src = src;
    image.alt = "";
    words.textContent = name;
  });
}
