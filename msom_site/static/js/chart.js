// Walk the values of a chart: arrow keys, Home, End, Escape, or a touch. The value is marked in
// the drawing and said below it; what is said is read from the chart's table.
(() => {
  const words = (node) => (node?.textContent ?? "").replace(/\s+/g, " ").trim();

  const sayings = (table) => {
    const heads = [...table.tHead.rows[0].cells].map(words);
    const several = table.querySelector("td[data-n] ~ td[data-n]");
    const found = [];
    table.querySelectorAll("td[data-n]").forEach((cell) => {
      const row = cell.parentElement;
      const series = several ? heads[cell.cellIndex] : "";
      const value = `${words(cell.querySelector("data"))} ${several ? "" : heads[1]}`.trim();
      const status = words(cell.querySelector(".status") || row.querySelector("td:last-child .status"));
      found[cell.dataset.n] = [words(row.cells[0]), series, value, status].filter(Boolean).join(", ");
    });
    return found;
  };

  const walk = (figure) => {
    const drawing = figure.querySelector(".chart-drawing");
    const table = figure.querySelector(".chart-table");
    if (!drawing || !table) return;
    const said = sayings(table);
    const live = document.createElement("p");
    live.className = "chart-said";
    live.setAttribute("role", "status");
    drawing.after(live);
    drawing.tabIndex = 0;
    drawing.setAttribute("role", "group");
    drawing.setAttribute("aria-label", drawing.dataset.help);
    let at = -1;
    const show = (next) => {
      at = next;
      drawing.querySelectorAll(".is-on").forEach((mark) => mark.classList.remove("is-on"));
      drawing.querySelectorAll(`[data-n="${at}"]`).forEach((mark) => mark.classList.add("is-on"));
      live.textContent = said[at] || "";
    };
    drawing.addEventListener("keydown", (event) => {
      const last = said.length - 1;
      const to = {
        ArrowRight: Math.min(at + 1, last), ArrowDown: Math.min(at + 1, last),
        ArrowLeft: Math.max(at - 1, 0), ArrowUp: Math.max(at - 1, 0),
        Home: 0, End: last, Escape: -1,
      }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      show(to);
    });
    drawing.addEventListener("pointerup", (event) => {
      const near = [...drawing.querySelectorAll("[data-n]")]
        .map((mark) => ({ mark, box: mark.getBoundingClientRect() }))
        .filter(({ box }) => box.width)
        .map(({ mark, box }) => {
          const out = (low, high, point) => Math.max(low - point, 0, point - high);
          const across = out(box.left, box.right, event.clientX);
          return { n: +mark.dataset.n, far: Math.hypot(across, out(box.top, box.bottom, event.clientY)) };
        })
        .sort((one, other) => one.far - other.far)[0];
      if (near) show(near.n);
    });
  };

  document.querySelectorAll("figure.chart").forEach(walk);
})();
