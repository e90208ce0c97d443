// The line that parts the camera's picture from the filtered one: dragged in the picture, or by the slider under it.
// The server paints the line where it was told last; this one is under the finger at once.
const TELL_MS = 100, TRUST_MS = 1500, GRIP_PX = 40;

class SplitLine {
  constructor(root) {
    this.box = root.querySelector(".stage");
    this.video = root.querySelector("video");
    this.line = root.querySelector(".line");
    this.slider = root.querySelector(".divider");
    this.at = 0.5;
    this.movedAt = 0;
    this.slider.oninput = () => this.move(this.slider.value / 100);
    this.box.onpointerdown = (event) => this.grip(event);
    this.box.onpointermove = (event) => this.drag(event);
    this.box.ontouchmove = (event) => { if (this.held) event.preventDefault(); };
    this.box.onpointerup = this.box.onpointercancel = () => { this.held = false; };
  }

  update(at, report) {
    this.report = report;
    this.wanted = typeof at === "number";
    if (this.wanted && !this.held && Date.now() - this.movedAt > TRUST_MS) this.set(at);
    this.place();
  }

  // The picture inside the box, which may have bars beside or above it.
  picture() {
    const { clientWidth: width, clientHeight: height } = this.box, { videoWidth, videoHeight } = this.video;
    const scale = Math.min(width / videoWidth, height / videoHeight);
    return { left: (width - videoWidth * scale) / 2, width: videoWidth * scale,
      top: (height - videoHeight * scale) / 2, height: videoHeight * scale };
  }

  place() {
    const shown = Boolean(this.wanted && !this.video.hidden && this.video.videoWidth);
    this.line.hidden = this.slider.hidden = !shown;
    if (!shown) return;
    const { left, width, top, height } = this.picture();
    Object.assign(this.line.style, { left: `${left + this.at * width}px`, top: `${top}px`, height: `${height}px` });
  }

  where(event) {
    const { left, width } = this.picture();
    return (event.clientX - this.box.getBoundingClientRect().left - left) / width;
  }

  grip(event) {
    if (this.line.hidden || event.target.closest("button")) return;
    if (Math.abs(this.where(event) - this.at) * this.picture().width > GRIP_PX) return;
    this.held = true;
    this.box.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  drag(event) {
    if (this.held) this.move(this.where(event));
  }

  set(at) {
    this.at = Math.max(0, Math.min(1, at));
    this.slider.value = 100 * this.at;
  }

  // The page hears of it a few times a second, and of the last place for certain.
  move(at) {
    this.set(at);
    this.place();
    this.movedAt = Date.now();
    this.telling ??= setTimeout(() => {
      this.telling = null;
      this.report("split", this.at);
    }, TELL_MS);
  }
}
