// Shows the video of streamlit-webrtc's frame as a picture of the page, and reports what goes wrong with the camera.
const stages = new WeakMap();
const FRAME = 'iframe[title*="webrtc_streamer"]';
const HIDE = ["video", ".MuiPaper-root > svg", ".MuiPaper-root > .MuiCircularProgress-root"]
  .map((part) => `div:has(> ${part})`).concat("[role=alert]").join() + "{ display: none !important }";
const FOCUS = "button:focus-visible { outline: 3px solid currentColor; outline-offset: -3px }";
const TROUBLES = {
  NotAllowedError: "refused", SecurityError: "refused", NotFoundError: "none", OverconstrainedError: "none",
  DevicesNotFoundError: "none", NotReadableError: "busy", AbortError: "busy", TrackStartError: "busy",
};
const SLEPT_MS = 20000;
const PRESENTER = [" ", "PageDown", "PageUp", "Enter"];

export default function ({ data, parentElement, setTriggerValue }) {
  let stage = stages.get(parentElement);
  if (!stage) stages.set(parentElement, (stage = new Stage(parentElement)));
  stage.update(data, setTriggerValue);
  return () => { stage.close(); stages.delete(parentElement); };
}

class Stage {
  constructor(root) {
    this.box = root.querySelector(".stage");
    this.video = root.querySelector("video");
    this.video.muted = true;
    this.heading = root.querySelector("h1");
    this.hint = root.querySelector(".rest p");
    this.words = root.querySelector(".words");
    this.count = root.querySelector(".count");
    this.split = new SplitLine(root);
    this.exit = root.querySelector(".leave");
    this.told = "";
    this.nextStart = this.nextTouch = 0;
    this.ticked = Date.now();
    this.closing = new AbortController();
    const { signal } = this.closing;
    this.exit.onclick = () => this.leave();
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    document.addEventListener("click", (event) => {
      if (event.target.closest?.(".st-key-big_picture button")) this.enlarge();
      if (event.target.closest?.(".st-key-count_photo button")) this.countDown("photo");
      if (event.target.closest?.(".st-key-count_clip button")) this.countDown("clip");
    }, { signal });
    document.addEventListener("pointerdown", () => this.touched(), { signal });
    this.timer = setInterval(() => this.tick(), 250);
  }

  update(data, report) {
    this.report = report;
    this.stand = data.stand;
    this.start = data.start.toLowerCase();
    for (const [part, text] of [[this.heading, data.title], [this.hint, data.hint], [this.words, data.words]])
      if (part.textContent !== text) part.textContent = text;
    this.video.setAttribute("aria-label", data.name);
    this.exit.setAttribute("aria-label", data.leave);
    this.split.slider.setAttribute("aria-label", data.divider);
    this.split.update(data.split, report);
    this.tick();
  }

  tick() {
    const slept = Date.now() - this.ticked > SLEPT_MS && !document.hidden;
    this.ticked = Date.now();
    const frame = document.querySelector(FRAME);
    const inside = frame?.contentDocument; // null for one of another origin
    if (inside?.body) this.take(frame, inside);
    this.box.hidden = Boolean(frame && !inside); // then the frame's own video is the picture
    if (slept && this.video.hidden) this.tell("slept");
    else if (!isSecureContext) this.tell("insecure");
  }

  take(frame, inside) {
    if (this.frame !== inside) {
      this.frame = inside;
      this.prepare(inside);
    }
    this.row()?.setAttribute("data-stage", "");
    const theirs = inside.querySelector("video");
    const stream = theirs?.srcObject ?? null;
    if (this.video.srcObject !== stream) {
      this.video.srcObject = stream;
      if (stream) this.video.play().catch(() => {});
    }
    this.video.hidden = !stream;
    this.split.place();
    this.box.classList.toggle("live", Boolean(stream));
    if (!stream && this.local) this.local = null;
    const height = `${Math.ceil(inside.body.getBoundingClientRect().height)}px`;
    if (frame.style.height !== height) frame.style.height = height;
    if (this.stand && !stream) this.startAlone(inside);
    const alert = inside.querySelector("[role=alert]")?.textContent ?? "";
    if (alert !== this.alert) {
      this.alert = alert;
      const name = alert.split(":")[0];
      if (name.endsWith("Error")) this.tell(TROUBLES[name] ?? "other");
      else if (!alert) this.tell("");
    }
  }

  // Once for each frame: its picture and placeholder go, its keys count too, and its camera is listened to.
  prepare(inside) {
    inside.head.append(Object.assign(inside.createElement("style"), { textContent: HIDE + FOCUS }));
    inside.addEventListener("keydown", (event) => this.key(event), { signal: this.closing.signal });
    outliveBlips(inside.defaultView);
    const devices = inside.defaultView.navigator.mediaDevices;
    if (!devices) return;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (...wanted) => {
      const stream = await ask(...wanted);
      this.tell("");
      for (const track of stream.getVideoTracks()) {
        track.addEventListener("ended", () => this.tell("unplugged"));
        track.addEventListener("mute", () => this.tell("dark"));
        track.addEventListener("unmute", () => this.tell(""));
      }
      return stream;
    };
  }

  row() {
    return document.querySelector(".st-key-controls");
  }

  tell(trouble) {
    if (trouble === this.told) return;
    this.told = trouble;
    this.report("trouble", trouble || "over");
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = event.composedPath()[0];
    if (target.closest?.("input, textarea, select, [contenteditable=true], [role=combobox]")) return;
    if (event.key === "f" || event.key === "F") this.enlarge();
    if (event.key === "Escape") this.leave();
    if (this.stand) this.touched();
    if (this.stand && PRESENTER.includes(event.key) && !target.closest?.("button")) {
      event.preventDefault();
      this.countDown("photo");
    }
  }

  // Where the camera is allowed already, nobody has to press START.
  async startAlone(inside) {
    if (Date.now() < this.nextStart) return;
    this.nextStart = Date.now() + 5000;
    const allowed = await navigator.permissions?.query({ name: "camera" }).catch(() => null);
    const start = [...inside.querySelectorAll("button")].find((button) => button.textContent.toLowerCase() === this.start);
    if (allowed?.state === "granted" && !this.video.srcObject) start?.click();
  }

  countDown(what) {
    if (this.video.hidden || this.counting) return;
    let left = 3;
    this.count.textContent = left;
    this.counting = setInterval(() => {
      this.count.textContent = --left || "";
      if (left) return;
      clearInterval(this.counting);
      this.counting = null;
      this.report("asked", { what, at: Date.now() });
    }, 1000);
  }

  touched() {
    if (!this.stand || Date.now() < this.nextTouch) return;
    this.nextTouch = Date.now() + 3000;
    this.report("asked", { what: "touch", at: Date.now() });
  }

  enlarge() {
    if (document.fullscreenElement || this.box.classList.contains("big")) this.leave();
    else if (this.box.requestFullscreen) this.box.requestFullscreen().catch(() => this.box.classList.add("big"));
    else this.box.classList.add("big"); // a telephone that has no full screen for pages
  }

  leave() {
    this.box.classList.remove("big");
    if (document.fullscreenElement) document.exitFullscreen();
  }

  close() {
    clearInterval(this.timer);
    clearInterval(this.counting);
    this.closing.abort();
    this.row()?.removeAttribute("data-stage");
  }
}
