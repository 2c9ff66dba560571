// Keeps "in 3 days 4 hours" true while a page stays open; the words are those of moments.py.
(() => {
  const words = (milliseconds) => {
    if (milliseconds <= 0) return "now";
    const minutes = Math.floor(milliseconds / 60000);
    const units = [
      ["day", Math.floor(minutes / 1440)],
      ["hour", Math.floor(minutes / 60) % 24],
      ["minute", minutes % 60],
    ];
    const first = units.findIndex(([, count]) => count);
    if (first < 0) return "in less than a minute";
    const told = units.slice(first, first + 2).filter(([, count]) => count);
    return `in ${told.map(([name, count]) => `${count} ${name}${count === 1 ? "" : "s"}`).join(" ")}`;
  };
  const tick = () => {
    for (const element of document.querySelectorAll("time[data-countdown]")) {
      element.textContent = words(new Date(element.dateTime) - Date.now());
    }
  };
  setInterval(tick, 20000);
})();
