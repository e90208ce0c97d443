// A picture that tells where it was tapped, in shares of its width and height.
export default function ({ data, parentElement, setTriggerValue }) {
  const image = parentElement.querySelector("img");
  if (image.getAttribute("src") !== data.src) image.src = data.src;
  image.alt = data.name;
  image.style.cssText = "display: block; width: 100%";
  image.style.cursor = data.pixels ? "crosshair" : "pointer";
  image.style.imageRendering = data.pixels ? "pixelated" : "auto";
  image.onclick = (event) => {
    const box = image.getBoundingClientRect();
    setTriggerValue("at", { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  };
}
