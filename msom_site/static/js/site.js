// Conveniences of the public pages. Everything here is there in another way without scripts.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const root = document.documentElement;

// What has just happened, for eyes and ears.
const toast = document.getElementById("toast");
let fading;
const say = (text) => {
  if (!toast) return;
  toast.textContent = text;
  clearTimeout(fading);
  fading = setTimeout(() => (toast.textContent = ""), 4000);
};

// Light and dark: the system's colours until a reader chooses others.
const theme = document.getElementById("theme");
if (theme) {
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const show = () => theme.setAttribute("aria-pressed", isDark());
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // kept for this page alone
    }
    show();
  });
  show();
}

// Copy what another element says. The buttons stay hidden where this does not run.
all("[data-copy]").forEach((button) => (button.hidden = false));
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  const source = button && document.getElementById(button.dataset.copy);
  if (!source) return;
  try {
    await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
    say(toast?.dataset.copied);
  } catch {
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    say(toast?.dataset.selected);
  }
});

// The list of contents: open beside the text, closed above it, and it names the section in view.
const contents = document.getElementById("toc");
if (contents) {
  const links = new Map(all("a[href^='#']", contents).map((link) => [link.hash.slice(1), link]));
  const visible = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      entries.forEach(({ isIntersecting, target }) => visible[isIntersecting ? "add" : "delete"](target.id));
      const first = [...links.keys()].find((id) => visible.has(id));
      if (!first) return;
      links.forEach((link, id) =>
        id === first ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current"));
    },
    { rootMargin: "-15% 0px -70% 0px" },
  );
  links.forEach((_, id) => {
    const section = document.getElementById(id);
    if (section) observer.observe(section);
  });
  const wide = matchMedia("(min-width: 64em)");
  const follow = () => (contents.open = wide.matches);
  wide.addEventListener("change", follow);
  follow();
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) contents.open = false;
  });
}

// After a form that was not taken, reading goes on at what is wrong with it.
document.querySelector("[data-focus]")?.focus();

// Printed, everything is open.
let opened = [];
addEventListener("beforeprint", () => {
  opened = all("details:not([open])");
  opened.forEach((details) => (details.open = true));
});
addEventListener("afterprint", () => opened.forEach((details) => (details.open = false)));
all("[data-print]").forEach((button) => button.addEventListener("click", () => print()));

// Filters apply when they change; without scripts, by their button.
all("form[data-auto]").forEach((form) => form.addEventListener("change", () => form.requestSubmit()));
