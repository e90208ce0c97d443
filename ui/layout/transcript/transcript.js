// The lines of a page as buttons: a press chooses one, the arrow keys walk along them.
const lists = new WeakMap();
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]/;

export default function ({ data, parentElement, setTriggerValue }) {
  let list = lists.get(parentElement);
  if (!list) lists.set(parentElement, (list = new Transcript(parentElement.querySelector(".transcript"))));
  list.update(data, setTriggerValue);
  return () => lists.delete(parentElement);
}

class Transcript {
  constructor(place) {
    this.place = place;
    this.shown = "";
    place.onkeydown = (event) => this.step(event);
  }

  update({ rows, chosen, sure, says }, report) {
    this.report = report;
    this.says = says;
    this.place.setAttribute("aria-label", says.name);
    const now = JSON.stringify([rows, sure, says]);
    if (now !== this.shown) this.place.replaceChildren(...rows.map((row) => this.line(row, sure)));
    this.shown = now;
    this.mark(chosen);
  }

  line({ number, apart, words }, sure) {
    const line = document.createElement("button");
    line.type = "button";
    line.className = apart ? "line apart" : "line";
    line.setAttribute("role", "option");
    const count = Object.assign(document.createElement("span"), { className: "count", textContent: number });
    const text = Object.assign(document.createElement("span"), { className: "text", dir: "auto" });
    words.forEach(([word, percent], i) => {
      if (i && !(UNSPACED.test(words[i - 1][0].slice(-1)) && UNSPACED.test(word[0]))) text.append(" ");
      text.append(this.word(word, percent, sure));
    });
    if (!words.length) text.append(Object.assign(document.createElement("i"), { textContent: this.says.empty }));
    line.append(count, text);
    line.onclick = () => this.choose(number - 1);
    return line;
  }

  word(word, percent, sure) {
    if (percent >= sure) return document.createTextNode(word);
    const mark = Object.assign(document.createElement("mark"), { textContent: word });
    mark.title = this.says.sure.replace("{percent}", percent);
    return mark;
  }

  choose(index) {
    this.mark(index);
    this.report("line", { index, at: Date.now() });
  }

  mark(chosen) {
    [...this.place.children].forEach((line, i) => {
      line.setAttribute("aria-selected", i === chosen);
      line.tabIndex = i === (chosen ?? 0) ? 0 : -1;
    });
  }

  step(event) {
    const lines = [...this.place.children], here = lines.indexOf(event.target);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (to === undefined || !lines[to]) return;
    event.preventDefault();
    lines[to].focus();
  }
}
