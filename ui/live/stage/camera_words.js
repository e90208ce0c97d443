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
  outliveBlips(frame.contentWindow);
  const alert = inside.querySelector("[role=alert]");
  if (alert) say(alert, words);
  frame.style.minHeight = alert ? `${Math.ceil(inside.body.getBoundingClientRect().height)}px` : "";
}

// The browser's name for it, a colon and its message stand in texts of their own.
function say(alert, words) {
  const own = words[TROUBLES[alert.textContent.split(":")[0]]];
  if (!own) return;
  const texts = alert.ownerDocument.createTreeWalker(alert, NodeFilter.SHOW_TEXT);
  for (let left = own; texts.nextNode(); left = "") texts.currentNode.nodeValue = left;
}
