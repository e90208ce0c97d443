// Number fields that are dragged sideways: right is more. A tap goes on typing; a field that is typed in is left alone.
const drags = new WeakMap();
const STEP_PX = 8, SLACK_PX = 5, TELL_MS = 150;
const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;

export default function ({ data, parentElement }) {
  let drag = drags.get(parentElement);
  if (!drag) drags.set(parentElement, (drag = new Drag()));
  drag.fields = `.${data.place} input[type=number]`;
  return () => { drag.closing.abort(); drags.delete(parentElement); };
}

class Drag {
  constructor() {
    this.held = null;
    this.closing = new AbortController();
    const { signal } = this.closing;
    const hear = (name, answer) => document.addEventListener(name, (e) => answer.call(this, e), { signal, capture: true });
    hear("pointerdown", this.grip);
    hear("mousedown", (event) => { if (event.target === this.held?.field) event.preventDefault(); }); // selects no text
    hear("pointermove", this.move);
    hear("pointerup", this.drop);
    hear("pointercancel", this.drop);
  }

  grip(event) {
    const field = event.target.closest?.(this.fields);
    if (!field || field === document.activeElement || event.button) return;
    this.held = { field, x: event.clientX, from: Number(field.value), moved: false };
  }

  move(event) {
    if (!this.held) return;
    const { field, x, from } = this.held, by = event.clientX - x;
    this.held.moved ||= Math.abs(by) > SLACK_PX;
    if (!this.held.moved) return;
    const value = Number((from + Math.round(by / STEP_PX) * (Number(field.step) || 1)).toFixed(3));
    const kept = Math.max(Number(field.min || -Infinity), Math.min(Number(field.max || Infinity), value));
    if (kept === Number(field.value)) return;
    write.call(field, String(kept));
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.telling ??= setTimeout(() => this.tell(field), TELL_MS);
  }

  drop(event) {
    if (!this.held) return;
    const { field, moved } = this.held;
    this.held = null;
    if (moved) return this.tell(field);
    if (event.type === "pointerup") { field.focus(); field.select(); }
  }

  // Streamlit takes what is typed when Enter is pressed.
  tell(field) {
    clearTimeout(this.telling);
    this.telling = null;
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  }
}
