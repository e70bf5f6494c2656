// The alarm's sound: two tones every half minute, in one page of a browser only. A browser lets a
// page sound after somebody has touched it. Silence lasts five minutes and not longer: the report
// still waits.
const SILENCE = 5 * 60000;
const BETWEEN = 25000;
const KEPT = "plainsight-silent-until";
let context = null;
let last = 0;

const isSilent = () => Number(localStorage.getItem(KEPT)) > Date.now();

const tone = (at, pitch) => {
  const source = context.createOscillator();
  const loudness = context.createGain();
  source.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.3, at + 0.03);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
  source.connect(loudness).connect(context.destination);
  source.start(at);
  source.stop(at + 0.4);
};

const play = async () => {
  context ??= new AudioContext();
  if (context.state === "suspended") await Promise.race([context.resume(), new Promise((done) => setTimeout(done, 500))]);
  if (context.state !== "running") return;
  tone(context.currentTime, 880);
  tone(context.currentTime + 0.45, 660);
};

const once = async () => {
  const heard = Number(localStorage.getItem("plainsight-sounded"));
  if (isSilent() || Date.now() - Math.max(last, heard) < BETWEEN) return;
  last = Date.now();
  localStorage.setItem("plainsight-sounded", last);
  await play();
};

// Sounds unless it is silenced or another page just has; offers to silence it.
export const sound = (alarm) => {
  const button = alarm.querySelector("[data-silence]");
  button.hidden = isSilent();
  button.onclick = () => {
    localStorage.setItem(KEPT, Date.now() + SILENCE);
    button.hidden = true;
  };
  navigator.locks ? navigator.locks.request("plainsight-sound", once) : once();
};

// Nothing to sound for: the next alarm is not silenced by what was said of this one.
export const still = (alarm) => {
  alarm.querySelector("[data-silence]").hidden = true;
  localStorage.removeItem(KEPT);
};
