// Holds the browser's one event stream and passes each ring on to the open pages, and to the pages
// of chats what is new in them.
const ports = new Map();
const MOST_WAIT = 60000;
const DEAD = 40000;
let stream = null;
let opened = "";
let wait = 2000;
let heard = 0;

const address = () => {
  const topics = [...new Set([...ports.values()].flat())].sort();
  return "/live/" + (topics.length ? "?" + topics.map((topic) => "c=" + topic).join("&") : "");
};

const hear = () => (heard = Date.now());
const tell = (message) => [...ports.keys()].forEach((port) => port.postMessage(message));

const open = () => {
  stream?.close();
  opened = address();
  hear();
  stream = new EventSource(opened);
  stream.addEventListener("open", () => {
    hear();
    wait = 2000;
  });
  stream.addEventListener("beat", hear);
  stream.addEventListener("bell", () => {
    hear();
    tell("bell");
  });
  stream.addEventListener("chat", ({ data }) => {
    hear();
    tell({ chat: data });
  });
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

const told = (port, data) => {
  if (data === "bye") return leave(port);
  ports.set(port, data.topics);
  if (address() !== opened) open();
};

self.addEventListener("connect", ({ ports: [port] }) => {
  ports.set(port, []);
  port.addEventListener("message", ({ data }) => told(port, data));
  port.start();
  if (!stream || stream.readyState === EventSource.CLOSED) open();
});

// A line that says nothing, not even its beat, is dead whatever the browser thinks of it.
setInterval(() => stream && ports.size && Date.now() - heard > DEAD && open(), 5000);
