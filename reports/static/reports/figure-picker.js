// The dialog that chooses a figure of the open form for the text, or makes one on the spot.
(() => {
  const MEASURES = {
    market_size: "Market size",
    cagr: "Compound annual growth rate",
    share: "Share",
    yoy_growth: "Year-on-year growth",
    statistic: "Statistic",
  };
  const POWERS = { 0: "units", 3: "thousand", 6: "million", 9: "billion", 12: "trillion" };
  const STATUSES = { actual: "Actual", estimate: "Estimate", forecast: "Forecast" };

  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => {
      if (value === false || value == null) return;
      if (name in made && name !== "list") made[name] = value;
      else made.setAttribute(name, value);
    });
    made.append(...children);
    return made;
  };
  const select = (name, choices, chosen) =>
    make("select", { name }, ...Object.entries(choices).map(([value, text]) =>
      make("option", { value, textContent: text, selected: value === String(chosen) })));
  const labelled = (text, control) => make("label", {}, text, control);

  // A new block in the form; the server then says what its key is. Null if it lacks something.
  const create = async (values) => {
    const root = document.getElementById("figures-root")?.rootBlock;
    if (!root) return null;
    const id = window.crypto.randomUUID();
    const child = root.insert({ type: "figure", value: root.blockDef.initialChildStates.figure, id }, root.children.length, {
      animate: false, focus: false, collapsed: true,
    });
    const set = (name, state) => child.block.childBlocks[name].setState(state);
    set("measure", [values.measure]);
    set("statistic", values.statistic);
    set("start", values.start);
    set("end", values.end);
    set("value", values.value);
    set("multiplier", [values.multiplier]);
    set("unit", values.unit);
    set("status", [values.status]);
    const first = root.children.find((other) => other !== child && other.type === "figure");
    if (first) {
      // The place and the source of the report's other figures are the best guess.
      ["geography", "source"].forEach((name) => set(name, first.block.childBlocks[name].getState()));
    }
    root.container[0].dispatchEvent(new Event("change", { bubbles: true }));
    let made;
    // The editor may be asking at the same moment, and the newest question alone is answered.
    for (let tries = 0; tries < 5 && !made; tries += 1) {
      await window.reports.figures.refresh();
      made = window.reports.figures.all().find((figure) => figure.block === id);
      if (!made) await new Promise((wait) => window.setTimeout(wait, 300));
    }
    return made || null;
  };

  const creator = (done) => {
    const year = String(new Date().getFullYear());
    const fields = {
      measure: select("measure", MEASURES, "market_size"),
      statistic: make("input", { type: "text", name: "statistic", maxLength: 120 }),
      start: make("input", { type: "text", name: "start", inputMode: "numeric", value: year, maxLength: 4 }),
      end: make("input", { type: "text", name: "end", inputMode: "numeric", maxLength: 4 }),
      value: make("input", { type: "text", name: "value", inputMode: "decimal" }),
      multiplier: select("multiplier", POWERS, 9),
      unit: make("input", { type: "text", name: "unit", maxLength: 40, value: document.querySelector("[name=currency]")?.value || "" }),
      status: select("status", STATUSES, "estimate"),
    };
    const problem = make("p", { className: "figure-picker__problem" });
    problem.setAttribute("role", "alert");
    const statistic = labelled("Name of the statistic", fields.statistic);
    const follow = () => {
      statistic.hidden = fields.measure.value !== "statistic";
      if (["cagr", "share", "yoy_growth"].includes(fields.measure.value)) {
        fields.unit.value = "percent";
        fields.multiplier.value = "0";
      }
    };
    fields.measure.addEventListener("change", follow);
    follow();
    const button = make("button", { type: "button", className: "button", textContent: "Create and insert" });
    button.addEventListener("click", async () => {
      const values = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value.trim()]));
      if (!/^[-+]?\d+(\.\d+)?$/.test(values.value) || !/^\d{4}$/.test(values.start) || !values.unit) {
        problem.textContent = "Give a year, a number such as 7.12, and a unit.";
        return;
      }
      button.disabled = true;
      const made = await create(values);
      button.disabled = false;
      if (made) done(made);
      else {
        problem.textContent = "The figure was added below Figures, but lacks something, perhaps its place. Complete it there, then insert it.";
      }
    });
    return make("details", { className: "figure-picker__new" },
      make("summary", { textContent: "A new figure" }),
      make("div", { className: "figure-picker__fields" },
        labelled("Measure", fields.measure), statistic,
        labelled("Year, or first year", fields.start), labelled("Last year, for a rate", fields.end),
        labelled("Value", fields.value), labelled("Multiplier", fields.multiplier),
        labelled("Unit", fields.unit), labelled("Status", fields.status)),
      problem, button);
  };

  // Resolves with the chosen figure, or null.
  const choose = (current) =>
    new Promise((resolve) => {
      const store = window.reports.figures;
      const uses = store.uses();
      const dialog = make("dialog", { className: "figure-picker" });
      dialog.setAttribute("aria-label", "Insert a figure");
      const done = (figure) => {
        dialog.close();
        dialog.remove();
        resolve(figure);
      };
      const search = make("input", { type: "search", placeholder: "Search by name, year or value", autocomplete: "off" });
      search.setAttribute("aria-label", "Search figures");
      const list = make("ul", { className: "figure-picker__list" });
      const status = make("p", { className: "w-sr-only" });
      status.setAttribute("role", "status");
      const buttons = () => [...list.querySelectorAll("button")];
      const show = () => {
        const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
        const found = store.all().filter((figure) => {
          const text = `${figure.label} ${figure.text} ${figure.key} ${figure.status}`.replace(/\u00a0/g, " ").toLowerCase();
          return words.every((word) => text.includes(word));
        });
        const focused = buttons().find((button) => button === document.activeElement)?.value;
        list.replaceChildren(
          ...found.slice(0, 200).map((figure) => {
            const count = uses.get(figure.key)?.length || 0;
            const button = make("button", { type: "button", value: figure.key },
              make("span", { className: "figure-picker__label", textContent: figure.label }),
              make("strong", { textContent: figure.text }),
              make("small", { textContent: `${figure.status}${count ? `, used ${count}×` : ""}` }));
            if (figure.key === current) button.setAttribute("aria-current", "true");
            button.addEventListener("click", () => done(figure));
            return make("li", {}, button);
          }),
        );
        // Shown anew while somebody goes through it by keyboard.
        if (focused) (buttons().find((button) => button.value === focused) || search).focus();
        status.textContent = found.length === 1 ? "1 figure" : `${found.length} figures`;
        if (!found.length) list.append(make("li", { textContent: store.all().length ? "No figure has these words." : "The report has no complete figure yet." }));
      };
      search.addEventListener("input", show);
      dialog.addEventListener("keydown", (event) => {
        const at = buttons().indexOf(document.activeElement);
        if (event.key === "ArrowDown" && (event.target === search || at >= 0)) {
          event.preventDefault();
          buttons()[Math.min(at + 1, buttons().length - 1)]?.focus();
        } else if (event.key === "ArrowUp" && at >= 0) {
          event.preventDefault();
          (buttons()[at - 1] || search).focus();
        } else if (event.key === "Enter" && event.target === search) {
          event.preventDefault();
          buttons()[0]?.click();
        }
      });
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        done(null);
      });
      const leave = make("button", { type: "button", className: "button button-secondary", textContent: "Cancel" });
      leave.addEventListener("click", () => done(null));
      dialog.append(make("h2", { textContent: "Insert a figure" }), search, status, list, creator(done), leave);
      document.body.append(dialog);
      dialog.showModal();
      show();
      search.focus();
      store.refresh().then(show);
    });

  window.reports = window.reports || {};
  window.reports.chooseFigure = choose;
})();
