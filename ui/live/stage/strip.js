// A row of looks to swipe and press. What was pressed shows at once; the page confirms it a moment later.
const strips = new WeakMap();
const PATIENCE_MS = 3000;

export default function ({ data, parentElement, setTriggerValue }) {
  let strip = strips.get(parentElement);
  if (!strip) strips.set(parentElement, (strip = new Strip(parentElement.querySelector(".strip"))));
  strip.update(data, setTriggerValue);
  return () => strips.delete(parentElement);
}

class Strip {
  constructor(row) {
    this.row = row;
    this.pressed = this.marked = null;
    row.onkeydown = (event) => this.step(event);
  }

  update({ looks, chosen, name }, report) {
    this.row.setAttribute("aria-label", name);
    this.report = report;
    if (this.row.children.length !== looks.length) this.row.replaceChildren(...looks.map(() => this.look()));
    looks.forEach((look, i) => {
      const button = this.row.children[i], [image, label] = button.children;
      button.dataset.look = look.id;
      button.title = look.help;
      if (image.getAttribute("src") !== look.src) image.src = look.src;
      label.textContent = look.name;
    });
    if (this.pressed && (chosen === this.pressed.look || Date.now() > this.pressed.until)) this.pressed = null;
    this.mark(this.pressed?.look ?? chosen);
  }

  look() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "look";
    button.append(Object.assign(new Image(), { alt: "", draggable: false }), document.createElement("span"));
    button.onclick = () => this.choose(button.dataset.look);
    return button;
  }

  choose(look) {
    this.pressed = { look, until: Date.now() + PATIENCE_MS };
    this.marked = look; // nothing moves under the finger
    this.mark(look);
    this.report("look", { id: look, at: Date.now() });
  }

  mark(chosen) {
    const buttons = [...this.row.children];
    const first = buttons.find((b) => b.dataset.look === chosen) ?? buttons[0];
    for (const button of buttons) {
      button.setAttribute("aria-pressed", button.dataset.look === chosen);
      button.tabIndex = button === first ? 0 : -1;
    }
    if (chosen !== this.marked) this.bring(first);
    this.marked = chosen;
  }

  // Into sight, as after a link; along the row alone, the page stays where it is.
  bring({ offsetLeft: left, offsetWidth: width }) {
    const from = this.row.offsetLeft + this.row.scrollLeft, to = from + this.row.clientWidth;
    if (left < from || left + width > to) this.row.scrollLeft = left - this.row.offsetLeft - (this.row.clientWidth - width) / 2;
  }

  step(event) {
    const buttons = [...this.row.children], here = buttons.indexOf(event.target);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || !buttons[to]) return;
    event.preventDefault();
    buttons[to].focus();
  }
}
