// Keeps one parameter of the address bar at the value that the page was given last.
const kept = new WeakMap();

function write({ name, value }) {
  const url = new URL(location.href);
  if (url.searchParams.get(name) === value) return;
  url.searchParams.set(name, value);
  url.search = url.search.replaceAll("+", "%20");
  history.replaceState(history.state, "", url);
}

export default function ({ data, parentElement }) {
  const here = kept.get(parentElement) ?? {};
  kept.set(parentElement, here);
  here.data = data;
  write(data);
  here.timer ??= setInterval(() => write(here.data), 500); // the page may write an older address later
  return () => { clearInterval(here.timer); here.timer = undefined; };
}
