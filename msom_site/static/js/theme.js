// The colours that a reader chose before, set before anything is drawn. The page works without.
((root) => {
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // no storage: the system's colours
  }
})(document.documentElement);
