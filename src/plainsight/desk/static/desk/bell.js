// The bell: when it rings, asks whether there is more than this page shows, and says so. It never
// reloads by itself: somebody may be reading. The alarm is on every page, the line on the queue's.
const line = document.querySelector("[data-bell]");
const alarm = document.querySelector("[data-alarm]");
let asking = false;

const link = (words, href) => {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = words;
  return made;
};

const say = (words) => {
  if (line.dataset.said === words) return;
  line.dataset.said = words;
  const note = document.createElement("p");
  note.className = "ps-note ps-note--plain govuk-body";
  const show = link(line.dataset.show, location.pathname + location.search);
  show.className = "govuk-link";
  note.append(words, " ", show);
  line.replaceChildren(note);
};

const sound = (isOn) => {
  if (isOn === Boolean(alarm.firstElementChild)) return;
  const words = document.createElement("b");
  words.textContent = alarm.dataset.alarm;
  const note = document.createElement("p");
  note.className = "ps-wide";
  note.append(words, " ", link(alarm.dataset.go, "/reports/?pile=received"));
  alarm.replaceChildren(...(isOn ? [note] : []));
};

const look = async () => {
  if (asking) return;
  asking = true;
  try {
    // By itself: a page that nobody touches must not keep the desk unlocked.
    const headers = { Accept: "application/json", "X-By-Itself": "bell" };
    const answer = await fetch("/reports/news/", { headers });
    if (!answer.ok) return;
    const { reports, replies, alarm: isOn } = await answer.json();
    sound(isOn);
    if (!line) return;
    if (reports > Number(line.dataset.reports)) say(line.dataset.newReports);
    else if (replies > Number(line.dataset.replies)) say(line.dataset.newReplies);
  } catch {
    // Away for a moment: the stream rings again when it is back.
  } finally {
    asking = false;
  }
};

const alone = () => new EventSource("/live/").addEventListener("bell", look);

if ("SharedWorker" in window) {
  // One stream a browser: over HTTP/1.1 the seventh hangs it.
  const worker = new SharedWorker(alarm.dataset.worker, { name: "plainsight-bell" });
  worker.addEventListener("error", alone, { once: true });
  worker.port.addEventListener("message", look);
  worker.port.start();
  addEventListener("pagehide", () => worker.port.postMessage("bye"));
} else alone();
