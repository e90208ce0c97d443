// Where there is no stage, the frame's own box says why the camera does not come: in our words, not the browser's.
const FRAME = 'iframe[title*="webrtc_streamer"]';
const TROUBLES = {
  NotAllowedError: "refused", SecurityError: "refused", NotFoundError: "none", OverconstrainedError: "none",
  NotReadableError: "none", AbortError: "none",
};
const LOOK_MS = 250;

export default function ({ data }) {
  const timer = setInterval(() => document.querySelectorAll(FRAME).forEach((frame) => look(frame, data.words)), LOOK_MS);
  return () => clearInterval(timer);
}

function look(frame, words) {
  const inside = frame.contentDocument; // null for one of another origin
  if (!inside?.body) return;
  const alert = inside.querySelector("[role=alert]");
  if (alert) say(alert, words);
  frame.style.minHeight = alert ? `${Math.ceil(inside.body.getBoundingClientRect().height)}px` : "";
}

function say(alert, words) {
  const texts = alert.ownerDocument.createTreeWalker(alert, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const own = words[TROUBLES[texts.currentNode.nodeValue.split(":")[0]]];
    if (own) texts.currentNode.nodeValue = own;
  }
}
