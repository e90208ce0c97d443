// A picture that tells where it was tapped, in shares of its width and height; with pixels, where a mouse rests, too.
const REST_MS = 120;

export default function ({ data, parentElement, setTriggerValue }) {
  const image = parentElement.querySelector("img");
  if (image.getAttribute("src") !== data.src) image.src = data.src;
  image.alt = data.name;
  image.style.cssText = "display: block; width: 100%";
  image.style.cursor = data.pixels ? "crosshair" : "pointer";
  image.style.imageRendering = data.pixels ? "pixelated" : "auto";
  const tell = (event) => {
    const box = image.getBoundingClientRect();
    setTriggerValue("at", { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  };
  image.onclick = (event) => {
    image.tapped = true; // it stays there until the mouse comes again
    tell(event);
  };
  image.onpointerenter = () => { image.tapped = false; };
  image.onpointermove = (event) => {
    if (!data.pixels || event.pointerType !== "mouse" || image.tapped) return;
    clearTimeout(image.resting);
    image.resting = setTimeout(() => { if (!image.tapped) tell(event); }, REST_MS);
  };
}
