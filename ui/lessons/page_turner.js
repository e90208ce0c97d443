// Turns the pages of a presented lesson by keys; presenters' remotes send PageUp and PageDown.
const turners = new WeakMap();
const PATIENCE_MS = 3000;
const BY = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

export default function ({ data, parentElement, setTriggerValue }) {
  let turner = turners.get(parentElement);
  if (!turner) turners.set(parentElement, (turner = new Turner()));
  turner.update(data, setTriggerValue);
  return () => { turner.closing.abort(); turners.delete(parentElement); };
}

class Turner {
  constructor() {
    this.closing = new AbortController();
    this.pressed = 0;
    document.addEventListener("keydown", (event) => this.key(event), { signal: this.closing.signal });
  }

  update(data, report) {
    const page = `${data.name} ${data.step}`;
    if (this.page && this.page !== page) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    this.page = page;
    this.report = report;
    this.data = data;
    if (data.step === this.step || Date.now() - this.pressed > PATIENCE_MS) this.step = data.step;
  }

  key(event) {
    if (!this.data.presented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    const typing = target.closest?.("input, textarea, select, [contenteditable=true], [role=combobox], [role=slider]");
    if (typing || document.querySelector("[role=dialog], [role=listbox]")) return;
    if (event.key === "Escape") this.tell(true);
    if (event.key === "a" || event.key === "A") document.querySelector(".st-key-question summary")?.click();
    const by = BY[event.key];
    if (!by) return;
    event.preventDefault();
    this.step = Math.max(0, Math.min(this.step + by, this.data.steps - 1));
    this.tell(false);
  }

  // The step itself, not the way to it: of two quick presses the page may hear only the last.
  tell(leave) {
    this.pressed = Date.now();
    this.report("turned", { step: this.step, leave, at: this.pressed });
  }
}
