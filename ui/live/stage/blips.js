const BLIP_MS = 10000;

// The frame ends a connection that hears nothing for some seconds; most come back by themselves.
function outliveBlips(frame) {
  const connection = frame.RTCPeerConnection?.prototype;
  if (!connection || connection.outlives) return;
  connection.outlives = true;
  const { addEventListener } = connection;
  connection.addEventListener = function (type, heard, ...more) {
    const tell = (event) => heard.call(this, event), silent = () => this.connectionState === "disconnected";
    const patient = (event) => {
      clearTimeout(this.blip);
      if (silent()) this.blip = setTimeout(() => silent() && tell(event), BLIP_MS);
      else tell(event);
    };
    addEventListener.call(this, type, type === "connectionstatechange" ? patient : heard, ...more);
  };
}

