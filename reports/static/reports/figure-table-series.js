// The dialog that says what a series of a figure table is: segments, place, measure and unit.
(() => {
  const { POWERS } = window.reports.tables;
  const MEASURES = {
    market_size: "Market size",
    cagr: "Compound annual growth rate",
    share: "Share",
    yoy_growth: "Year-on-year growth",
    statistic: "Statistic",
  };
  let catalogue;

  // Segments and places to choose from, fetched once for all tables of the page.
  const loadCatalogue = (url) => {
    catalogue =
      catalogue ||
      fetch(url, { credentials: "same-origin" })
        .then((answer) => {
          if (!answer.ok || answer.redirected) throw new Error("no catalogue");
          return answer.json();
        })
        .then((found) => ({
          ...found,
          segment: new Map(found.segments.map((item) => [item.id, item])),
          geography: new Map(found.geographies.map((item) => [item.id, item])),
        }))
        .catch(() => {
          catalogue = undefined; // asked again next time
          return { segments: [], geographies: [], segment: new Map(), geography: new Map(), failed: true };
        });
    return catalogue;
  };

  const nameOf = (series, known) => {
    const parts = (series.segments || []).map((id) => known.segment.get(id)?.name || "unknown segment");
    if (series.geography) parts.push(known.geography.get(series.geography)?.name || "unknown place");
    if (series.measure) parts.unshift(series.statistic || MEASURES[series.measure]);
    return parts.join(", ") || "Whole market";
  };
  const unitOf = (series) =>
    [series.unit, series.multiplier == null ? "" : POWERS[series.multiplier]].filter(Boolean).join(" ");

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => {
      if (value === false || value == null) return;
      if (name in made && name !== "list" && name !== "form") made[name] = value;
      else made.setAttribute(name, value);
    });
    made.append(...children);
    return made;
  };
  const option = (value, text, selected) => element("option", { value, selected, textContent: text });

  // Asks for the parts of a series; resolves with the changed series, or null when left.
  const editSeries = (series, known) =>
    new Promise((resolve) => {
      const axes = new Map();
      known.segments.forEach((item) => axes.set(item.axis, [...(axes.get(item.axis) || []), item]));
      const chosen = new Set(series.segments || []);
      const segmentFields = [...axes].map(([axis, items]) =>
        element(
          "label",
          {},
          axis,
          element(
            "select",
            { name: "segment" },
            option("", "Whole market"),
            ...items.map((item) => option(item.id, item.name, chosen.has(item.id))),
          ),
        ),
      );
      const place = element(
        "select",
        { name: "geography" },
        option("", "As the table"),
        ...known.geographies.map((item) => option(item.id, item.name, item.id === series.geography)),
      );
      const measure = element(
        "select",
        { name: "measure" },
        option("", "As the table"),
        ...Object.entries(MEASURES).map(([value, text]) => option(value, text, value === series.measure)),
      );
      const statistic = element("input", { type: "text", name: "statistic", maxLength: 120, value: series.statistic || "" });
      const unit = element("input", { type: "text", name: "unit", maxLength: 40, value: series.unit || "", placeholder: "As the table" });
      const multiplier = element(
        "select",
        { name: "multiplier" },
        option("", "As the table"),
        ...Object.entries(POWERS).map(([value, text]) =>
          option(value, text || "units", series.multiplier != null && String(series.multiplier) === value),
        ),
      );
      const statisticLabel = element("label", {}, "Name of the statistic", statistic);
      const showStatistic = () => {
        statisticLabel.hidden = measure.value !== "statistic";
      };
      measure.addEventListener("change", showStatistic);
      showStatistic();
      const dialog = element("dialog", { className: "figure-table-dialog" });
      dialog.setAttribute("aria-label", "What this series is");
      // Not a form: the dialog stands inside the page's own.
      const done = (result) => {
        dialog.close();
        dialog.remove();
        resolve(result);
      };
      const keep = element("button", { type: "button", className: "button", textContent: "Keep" });
      const leave = element("button", { type: "button", className: "button button-secondary", textContent: "Cancel" });
      keep.addEventListener("click", () => {
        const segments = segmentFields
          .map((field) => Number(field.querySelector("select").value))
          .filter(Boolean);
        const next = { ...series };
        const set = (name, value) => {
          if (value === "" || value === null || (Array.isArray(value) && !value.length)) delete next[name];
          else next[name] = value;
        };
        set("segments", segments);
        set("geography", place.value ? Number(place.value) : "");
        set("measure", measure.value);
        set("statistic", measure.value === "statistic" ? statistic.value.trim() : "");
        set("unit", unit.value.trim());
        set("multiplier", multiplier.value === "" ? "" : Number(multiplier.value));
        done(next);
      });
      leave.addEventListener("click", () => done(null));
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        done(null);
      });
      dialog.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && event.target.tagName !== "BUTTON") {
          event.preventDefault(); // Enter must not send the page's form
          keep.click();
        }
      });
      dialog.append(
        element("h2", { textContent: "What this series is" }),
        element("div", { className: "figure-table-dialog__fields" },
          ...segmentFields,
          element("label", {}, "Place", place),
          element("label", {}, "Measure", measure),
          statisticLabel,
          element("label", {}, "Unit", unit),
          element("label", {}, "Multiplier", multiplier),
        ),
        element("p", { className: "figure-table-dialog__buttons" }, keep, leave),
      );
      // Beside the form: what is chosen here is no field of the page.
      document.body.append(dialog);
      dialog.showModal();
    });

  Object.assign(window.reports.tables, { loadCatalogue, nameOf, seriesUnit: unitOf, editSeries, element });
})();
