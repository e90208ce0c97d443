// Says Streamlit's own words in another language: texts of its widgets and menus, names for screen readers anywhere.
const PLACES = ["FileUploader", "CameraInput", "MultiSelect", "Selectbox", "TextInput", "NumberInput", "TextArea", "DataFrame",
  "ElementToolbar", "Tooltip", "MainMenu", "StatusWidget", "SkipToContent", "ConnectionStatus", "Toast",
  "TopNavSection"]
  .map((place) => `[data-testid^="st${place}"]`).join() + ', [data-testid="InputInstructions"], .gdg-search-bar, [role="dialog"]';
const OURS = '[data-testid="stFileChipName"], [data-testid="stSelectboxOption"], [data-testid="stMarkdown"], [data-testid="stText"]';
const NAMES = ["aria-label", "title", "placeholder", "alt"];

function reader(words) {
  const exact = new Map(), forms = [];
  for (const [english, own] of Object.entries(words)) {
    if (!english.includes("{")) { exact.set(english, own); continue; }
    const form = english.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, "(?<$1>.+)");
    forms.push([new RegExp(`^${form}$`, "su"), own]);
  }
  return (text) => {
    if (exact.has(text)) return exact.get(text);
    for (const [form, own] of forms) {
      const match = form.exec(text);
      if (match) return own.replace(/\{(\w+)\}/g, (_, name) => match.groups[name]);
    }
  };
}

const value = (node, name) => (name ? node.getAttribute(name) : node.nodeValue);
const write = (node, name, text) => { if (name) node.setAttribute(name, text); else node.nodeValue = text; };

function speaker(words) {
  const read = reader(words), said = new Map(); // each node's texts that are said just now, by name: [English, own]
  function say(node, name) {
    const text = value(node, name), key = text?.trim();
    if (!key || said.get(node)?.[name]?.[1] === text) return;
    const own = read(key);
    if (own === undefined || own === key) return;
    said.set(node, { ...said.get(node), [name]: [text, text.replace(key, () => own)] });
    write(node, name, said.get(node)[name][1]);
  }
  function sayTexts(place) {
    if (place.closest(OURS)) return;
    const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(OURS)) say(walk.currentNode, "");
  }
  function sayAll(element) {
    if (element.closest(PLACES)) sayTexts(element);
    else element.querySelectorAll(PLACES).forEach(sayTexts);
    for (const name of NAMES)
      for (const each of [element, ...element.querySelectorAll(`[${name}]`)]) say(each, name);
  }
  function hear(changes) {
    for (const { type, target, attributeName, addedNodes } of changes) {
      if (type === "attributes") say(target, attributeName);
      else if (type === "characterData") target.parentElement?.closest(PLACES) && sayTexts(target.parentElement);
      else for (const node of addedNodes)
        if (node instanceof Element) sayAll(node);
        else if (target.closest?.(PLACES)) sayTexts(target);
    }
    for (const node of said.keys()) if (!node.isConnected) said.delete(node);
  }
  const ear = new MutationObserver(hear);
  sayAll(document.body);
  ear.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES });
  return () => {
    ear.disconnect();
    for (const [node, texts] of said)
      for (const [name, [english, own]] of Object.entries(texts)) if (value(node, name) === own) write(node, name, english);
    said.clear();
  };
}

let silence; // the page may bring another language without taking this one away

export default function ({ data }) {
  silence?.();
  return (silence = speaker(data.words));
}
