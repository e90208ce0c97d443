// Lets START send the visitor's screen: in streamlit-webrtc's frame, asking for the camera asks for the screen instead.
const FRAME = 'iframe[title*="webrtc_streamer"]';
const SIZE = { width: { max: 1280 }, height: { max: 720 }, frameRate: { ideal: 15, max: 15 } };
let wanted = false, cannot = "";

export default function ({ data }) {
  ({ wanted, cannot } = data);
  const timer = setInterval(prepare, 200);
  prepare();
  return () => { wanted = false; clearInterval(timer); };
}

function prepare() {
  const media = document.querySelector(FRAME)?.contentWindow?.navigator?.mediaDevices;
  if (!media || media.screenCanBeAsked) return;
  const ask = media.getUserMedia.bind(media);
  media.getUserMedia = (what) => (wanted && what?.video ? share(media, ask, what) : ask(what));
  media.screenCanBeAsked = true;
}

async function share(media, ask, { audio }) {
  if (!media.getDisplayMedia) throw new DOMException(cannot, "NotFoundError");
  const screen = await media.getDisplayMedia({ video: SIZE });
  if (audio) for (const track of (await ask({ audio })).getAudioTracks()) screen.addTrack(track);
  return screen;
}
