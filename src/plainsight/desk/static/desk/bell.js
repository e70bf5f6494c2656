// The bell: when it rings, and every half minute besides, asks what there is now. The alarm is on
// every page, the line about new reports on the queue's. Nothing is reloaded by itself: somebody
// may be reading.
import { sound, still } from "./sound.js";

const line = document.querySelector("[data-bell]");
const alarm = document.querySelector("[data-alarm]");
const title = document.title;
const EVERY = 30000;
let asking = false;
let shown = alarm.dataset.shown;

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
  const show = link(line.dataset.show, location.pathname + "?" + line.dataset.query);
  show.className = "govuk-link";
  note.append(words, " ", show);
  line.replaceChildren(note);
};

const rows = () => new Map([...document.querySelectorAll("[data-report]")].map((row) => [row.dataset.report, Number(row.dataset.unread)]));

// What stands on the view's first page and not on this one, or came beyond it; then replies.
const count = ({ count: total, first }) => {
  const here = rows();
  const risen = "isFirst" in line.dataset ? Object.keys(first).filter((id) => !here.has(id)).length : 0;
  const come = Math.max(risen, total - Number(line.dataset.count));
  const replies = [...here].reduce((sum, [id, unread]) => sum + Math.max(0, (first[id] ?? 0) - unread), 0);
  if (come > 0) say(line.dataset.new.replace("%n", come));
  else if (replies) say(line.dataset.replies.replace("%n", replies));
};

const paragraph = ({ words, link: go, path }) => {
  const told = document.createElement("b");
  told.textContent = words;
  const note = document.createElement("p");
  note.className = "ps-wide";
  note.append(told, " ", link(go, path));
  return note;
};

const warn = (alarms) => {
  const isLoud = alarms.some((one) => one.is_loud);
  document.title = isLoud ? `${alarm.dataset.title} – ${title}` : title;
  alarm.classList.toggle("ps-alarm--loud", isLoud);
  const now = alarms.map((one) => one.words).join("|");
  if (now !== shown) {
    shown = now;
    alarm.querySelector("[data-alarms]").replaceChildren(...alarms.map(paragraph));
  }
  isLoud ? sound(alarm) : still(alarm);
};

const look = async () => {
  if (asking) return;
  asking = true;
  try {
    // By itself: a page that nobody touches must not keep the desk unlocked.
    const headers = { Accept: "application/json", "X-By-Itself": "bell" };
    const answer = await fetch("/reports/news/" + (line ? "?" + line.dataset.query : ""), { headers });
    if (!answer.ok) return;
    const news = await answer.json();
    warn(news.alarms);
    if (line && "count" in news) count(news);
  } catch {
    // Away for a moment: the stream rings again when it is back, and the clock goes on.
  } finally {
    asking = false;
  }
};

const alone = () => new EventSource("/live/").addEventListener("bell", look);

if ("SharedWorker" in window) {
  // One stream a browser: over HTTP/1.1 the seventh hangs it.
  const worker = new SharedWorker(alarm.dataset.worker, { name: "plainsight-bell" });
  worker.addEventListener("error", alone, { once: true });
  worker.port.addEventListener("message", ({ data }) => data === "bell" && look());
  worker.port.start();
  addEventListener("pagehide", () => worker.port.postMessage("bye"));
} else alone();

// An alarm falls due by the clock, and the bell may be away: ask all the same.
setInterval(look, EVERY);
look();
