// Two pictures over each other and a line between: dragged in the picture, or by the slider under it.
export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".wipe"), slider = parentElement.querySelector("input");
  const [before, after] = box.querySelectorAll("img");
  show(before, data.before, data.unfiltered);
  show(after, data.after, data.filtered);
  slider.setAttribute("aria-label", data.line);
  slider.oninput = () => box.style.setProperty("--at", slider.value + "%");
  const drag = (event) => {
    if (event.type === "pointerdown") box.setPointerCapture(event.pointerId);
    else if (!box.hasPointerCapture(event.pointerId)) return;
    const place = box.getBoundingClientRect();
    slider.value = Math.max(0, Math.min(100, (100 * (event.clientX - place.left)) / place.width));
    slider.oninput();
  };
  box.onpointerdown = box.onpointermove = drag;
}

function show(image, src, name) {
  if (image.getAttribute("src") !== src) image.src = src;
  image.alt = name;
}
