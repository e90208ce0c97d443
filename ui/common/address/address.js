// Keeps parameters of the address bar at the values that the page was given last; an empty one is left out.
const kept = new WeakMap();

function write(params) {
  const url = new URL(location.href);
  const stale = Object.entries(params).filter(([name, value]) => (url.searchParams.get(name) ?? "") !== value);
  if (!stale.length) return;
  for (const [name, value] of stale) value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
  url.search = url.search.replaceAll("+", "%20");
  history.replaceState(history.state, "", url);
}

export default function ({ data, parentElement }) {
  const here = kept.get(parentElement) ?? {};
  kept.set(parentElement, here);
  here.data = data;
  write(data.params);
  if (data.language) document.documentElement.lang = data.language;
  here.timer ??= setInterval(() => write(here.data.params), 500); // the page may write an older address later
  return () => { clearInterval(here.timer); here.timer = undefined; };
}
