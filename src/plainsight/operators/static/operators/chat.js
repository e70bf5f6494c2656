// One chat at the desk: shows new rows as they come. What else has changed is said, not reloaded:
// somebody may be typing. Works with the bell's one stream; a clock asks besides.
const log = document.getElementById("chat-log");
const news = document.getElementById("chat-news");
const EVERY = 15000;
let last = Number(log.dataset.last);
let asking = false;
let again = false;

const bottom = () => (log.scrollTop = log.scrollHeight);

const add = (text) => {
  const holder = document.createElement("template");
  holder.innerHTML = text;
  const isDown = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const rows = [...holder.content.querySelectorAll("[data-seq]")].filter((row) => Number(row.dataset.seq) > last);
  log.firstElementChild.append(...rows);
  if (rows.length && isDown) bottom();
};

const changed = () => {
  if (news.firstChild) return;
  const link = document.createElement("a");
  link.href = location.pathname + location.search;
  link.className = "govuk-link";
  link.textContent = news.dataset.link;
  news.append(news.dataset.words, " ", link);
};

const look = async () => {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const answer = await fetch(`/chat/${log.dataset.chat}/after/?after=${last}`, { headers: { "X-By-Itself": "chat" } });
    if (!answer.ok || answer.redirected) return;
    add(await answer.text());
    last = Math.max(last, Number(answer.headers.get("X-Last")));
    if (answer.headers.get("X-State").trim() !== log.dataset.state.trim()) changed();
  } catch {
    // Away for a moment: the clock asks again.
  } finally {
    asking = false;
    if (again) {
      again = false;
      look();
    }
  }
};

if ("SharedWorker" in window) {
  const worker = new SharedWorker(log.dataset.worker, { name: "plainsight-bell" });
  worker.port.addEventListener("message", ({ data }) => {
    if (data.chat && data.chat.startsWith(log.dataset.chat)) look();
  });
  worker.port.start();
  worker.port.postMessage({ topics: [log.dataset.chat] });
  addEventListener("pagehide", () => worker.port.postMessage("bye"));
}
setInterval(look, EVERY);
bottom();
