// The classes: a name, a button to hold, ten pictures at a tap, small pictures to take out again.
const COLOURS = 6;
const AGAIN_MS = 700; // a held button is told again and again, so that a lost release ends by itself

const say = (part, words) => { if (part.textContent !== words) part.textContent = words; };
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".classes");
  root.report = (what, at, more = {}) => setTriggerValue("done", { what, at, ...more, when: Date.now() });
  root.pictures = { ...root.pictures, ...data.pictures };
  while (root.querySelectorAll("section").length < data.classes.length) root.insertBefore(section(root), root.querySelector(".add"));
  [...root.querySelectorAll("section")].slice(data.classes.length).forEach((one) => one.remove());
  root.querySelectorAll("section").forEach((one, at) => fill(one, at, data.classes[at], data));
  let add = root.querySelector(".add");
  if (!add) {
    add = button("add", "", () => root.report("add", -1));
    root.append(add);
  }
  say(add, data.words.add);
  add.hidden = data.classes.length >= data.most;
  const ids = data.classes.flatMap((kept) => kept.ids), known = root.pictures;
  root.pictures = Object.fromEntries(ids.filter((id) => known[id]).map((id) => [id, known[id]]));
  const missing = ids.filter((id) => !known[id]);
  if (missing.length) setTriggerValue("missing", { what: "missing", ids: missing.slice(0, data.at_once), when: Date.now() });
}

function button(kind, words, press) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: kind, textContent: words });
  if (press) made.onclick = press;
  return made;
}

function section(root) {
  const one = document.createElement("section");
  const at = () => [...root.querySelectorAll("section")].indexOf(one);
  const name = Object.assign(document.createElement("input"), { className: "name", maxLength: 40 });
  name.onchange = () => root.report("rename", at(), { name: name.value });
  const count = Object.assign(document.createElement("span"), { className: "count" });
  const remove = button("remove", "×", () => root.report("remove", at()));
  const hold = button("hold", "");
  const ten = button("ten", "", () => root.report("ten", at()));
  let timer = 0;
  const begin = (event) => {
    if (hold.disabled || timer) return;
    event.preventDefault();
    root.report("hold", at());
    timer = setInterval(() => root.report("hold", at()), AGAIN_MS);
    hold.classList.add("on");
  };
  const end = () => {
    if (!timer) return;
    clearInterval(timer);
    timer = 0;
    hold.classList.remove("on");
    root.report("release", at());
  };
  hold.onpointerdown = (event) => { hold.setPointerCapture(event.pointerId); begin(event); };
  hold.onpointerup = hold.onpointercancel = hold.onblur = end;
  hold.oncontextmenu = (event) => event.preventDefault();
  hold.onkeydown = (event) => { if ((event.key === " " || event.key === "Enter") && !event.repeat) begin(event); };
  hold.onkeyup = end;
  const head = Object.assign(document.createElement("div"), { className: "head" });
  const row = Object.assign(document.createElement("div"), { className: "row" });
  head.append(name, count, remove);
  row.append(hold, ten);
  one.append(head, row, Object.assign(document.createElement("div"), { className: "thumbs" }));
  return one;
}

function fill(one, at, kept, { live, classes, words }) {
  const part = (name) => one.querySelector(`.${name}`), root = one.parentElement;
  const named = (template, number = "") => filled(words[template], { name: kept.name, number });
  one.style.setProperty("--colour", `var(--taught-${at % COLOURS})`);
  const name = part("name");
  if (one.getRootNode().activeElement !== name) name.value = kept.name;
  name.setAttribute("aria-label", words.name);
  say(part("count"), kept.count);
  part("remove").hidden = classes.length <= 2;
  part("remove").setAttribute("aria-label", named("remove_name"));
  say(part("hold"), words.hold);
  say(part("ten"), words.ten);
  part("hold").disabled = part("ten").disabled = !live;
  part("hold").setAttribute("aria-label", named("hold_name"));
  part("ten").setAttribute("aria-label", named("ten_name"));
  const thumbs = part("thumbs");
  while (thumbs.children.length > kept.ids.length) thumbs.lastChild.remove();
  kept.ids.forEach((id, number) => {
    const src = root.pictures[id] || "";
    let thumb = thumbs.children[number];
    if (!thumb) {
      thumb = button("thumb", "", () => root.report("delete", at, { number: [...thumbs.children].indexOf(thumb) }));
      thumb.append(Object.assign(new Image(), { alt: "" }));
      thumbs.append(thumb);
    }
    thumb.onclick = () => root.report("delete", at, { number });
    thumb.title = words.delete;
    thumb.setAttribute("aria-label", named("delete_name", number + 1));
    if (thumb.firstChild.getAttribute("src") !== src) thumb.firstChild.src = src;
  });
}
