// The queue by keyboard: once the focus is in the table, the arrow keys move among its reports.
// Enter opens one, as it does with any link.
const links = [...document.querySelectorAll("[data-queue] .ps-queue__reference")];
const hint = document.querySelector("[data-keys]");
const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

const step = (event) => {
  if (!(event.key in STEPS) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const here = links.indexOf(document.activeElement);
  if (here < 0) return;
  event.preventDefault();
  links[Math.min(Math.max(here + STEPS[event.key], 0), links.length - 1)].focus();
};

document.querySelector("[data-queue]")?.addEventListener("keydown", step);
if (hint) hint.hidden = !links.length;
