// The bell: when it rings, asks whether there is more than this page shows, and says so. It never
// reloads by itself: somebody may be reading.
const line = document.querySelector("[data-bell]");
let asking = false;

const say = (words) => {
  if (line.dataset.said === words) return;
  line.dataset.said = words;
  const note = document.createElement("p");
  note.className = "ps-note ps-note--plain govuk-body";
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = location.pathname + location.search;
  link.textContent = line.dataset.show;
  note.append(words, " ", link);
  line.replaceChildren(note);
};

const look = async () => {
  if (asking) return;
  asking = true;
  try {
    // By itself: a page that nobody touches must not keep the desk unlocked.
    const headers = { Accept: "application/json", "X-By-Itself": "bell" };
    const answer = await fetch("/reports/news/", { headers });
    if (!answer.ok) return;
    const { reports, replies } = await answer.json();
    if (reports > Number(line.dataset.reports)) say(line.dataset.newReports);
    else if (replies > Number(line.dataset.replies)) say(line.dataset.newReplies);
  } catch {
    // Away for a moment: the stream rings again when it is back.
  } finally {
    asking = false;
  }
};

const alone = () => new EventSource("/live/").addEventListener("bell", look);

if (line && "SharedWorker" in window) {
  // One stream a browser: over HTTP/1.1 the seventh hangs it.
  const worker = new SharedWorker(line.dataset.bell, { name: "plainsight-bell" });
  worker.addEventListener("error", alone, { once: true });
  worker.port.addEventListener("message", look);
  worker.port.start();
  addEventListener("pagehide", () => worker.port.postMessage("bye"));
} else if (line) alone();
