// Holds the browser's one event stream and passes each ring on to the open pages.
const ports = new Set();
const MOST_WAIT = 60000;
let stream = null;
let wait = 2000;

const open = () => {
  stream = new EventSource("/live/");
  stream.addEventListener("open", () => (wait = 2000));
  stream.addEventListener("bell", () => ports.forEach((port) => port.postMessage("bell")));
  stream.addEventListener("error", () => {
    // CONNECTING mends itself; CLOSED means that we were refused, perhaps signed out: ask later.
    if (stream.readyState !== EventSource.CLOSED || !ports.size) return;
    setTimeout(() => ports.size && open(), wait);
    wait = Math.min(wait * 2, MOST_WAIT);
  });
};

const leave = (port) => {
  ports.delete(port);
  if (ports.size) return;
  stream.close();
  stream = null;
};

self.addEventListener("connect", ({ ports: [port] }) => {
  ports.add(port);
  port.addEventListener("message", () => leave(port));
  port.start();
  if (!stream || stream.readyState === EventSource.CLOSED) open();
});
