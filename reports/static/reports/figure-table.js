// The grid of a figure table in the editor. The field itself is a text area with the table's
// JSON; this shows it as a grid and writes every change back. Without the grid it stays as it is.
(() => {
  const T = window.reports.tables;
  const { element } = T;
  const UNDO_STEPS = 50;
  const field = (period) => `p_${period}`;
  const periodOf = (name) => (name.startsWith("p_") ? name.slice(2) : "");

  class FigureTable {
    constructor(input) {
      this.input = input;
      this.undone = [];
      this.wrapper = element("div", { className: "figure-table" });
      input.after(this.wrapper);
      input.figureTable = this;
      // The grid measures itself, so it is made when its panel is unfolded.
      this.watcher = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        if (this.grid) this.grid.redraw();
        else this.start();
      });
      this.watcher.observe(this.wrapper);
      this.wrapper.style.minHeight = "1px";
    }

    async start() {
      if (this.starting) return;
      this.starting = true;
      if (typeof window.Tabulator === "undefined") return; // the text area remains
      this.known = await T.loadCatalogue(this.input.dataset.catalogue);
      this.data = T.parse(this.input.value);
      if (!this.data) return;
      this.input.hidden = true;
      this.build();
    }

    // -- the frame around the grid ------------------------------------------

    build() {
      const button = (text, act, title = "") => {
        const made = element("button", { type: "button", className: "button button-small button-secondary", title });
        made.textContent = text;
        made.addEventListener("click", () => act());
        return made;
      };
      this.status = element(
        "select",
        {},
        element("option", { value: "", textContent: "As its column" }),
        ...Object.entries(T.STATUSES).map(([value, text]) => element("option", { value, textContent: text })),
      );
      this.note = element("input", { type: "text", maxLength: 500 });
      this.approximate = element("input", { type: "checkbox" });
      this.confirmed = element("input", { type: "checkbox" });
      this.low = element("input", { type: "text", maxLength: 40, inputMode: "decimal" });
      this.high = element("input", { type: "text", maxLength: 40, inputMode: "decimal" });
      this.where = element("strong", { className: "figure-table__where" });
      this.former = element("span", { className: "figure-table__former" });
      const change = (control, name, value) =>
        control.addEventListener("change", () => this.changeSelected({ [name]: value() }));
      this.status.addEventListener("change", () => this.setStatus(this.status.value));
      change(this.note, "note", () => this.note.value.trim());
      change(this.low, "low", () => T.tidy(this.low.value));
      change(this.high, "high", () => T.tidy(this.high.value));
      change(this.approximate, "approximate", () => this.approximate.checked);
      change(this.confirmed, "confirmed", () => this.confirmed.checked);
      // Enter in these must not send the page's form.
      this.live = element("p", { className: "w-sr-only", role: "status" });
      this.hint = element("p", { className: "figure-table__hint" });
      this.hint.setAttribute("role", "status");
      this.confirmLabel = element("label", { className: "figure-table__check" }, this.confirmed, "Still holds");
      this.bar = element("div", { className: "figure-table__bar" },
        button("Add series", () => this.addSeries()),
        button("Add period…", () => this.addPeriod()),
        button("Series…", () => this.editSeries(), "What the chosen series is: segment, place, unit"),
        button("Remove series", () => this.removeSeries()),
        button("Remove period", () => this.removePeriod()),
        button("Undo", () => this.undo()),
        button("Copy all", () => this.copyAll(), "The whole table, for a spreadsheet"),
      );
      this.cellForm = element("div", { className: "figure-table__cell" },
        this.where,
        element("label", {}, "Status", this.status),
        element("label", { className: "figure-table__note" }, "Note", this.note),
        element("label", { className: "figure-table__short" }, "Low", this.low),
        element("label", { className: "figure-table__short" }, "High", this.high),
        element("label", { className: "figure-table__check" }, this.approximate, "About"),
        this.confirmLabel,
        this.former,
      );
      this.cellForm.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        event.target.blur();
      });
      this.body = element("div", { className: "figure-table__grid" });
      this.wrapper.append(this.bar, this.body, this.cellForm, this.hint, this.live);
      this.say("");
      this.shown = this.rows();
      this.grid = new window.Tabulator(this.body, {
        data: this.shown,
        columns: this.columns(),
        rowHeader: {
          title: "Series", field: "name", frozen: true, headerSort: false, width: 230, cssClass: "figure-table__name",
          formatter: (cell) => this.seriesCell(cell),
        },
        columnDefaults: { headerSort: false, resizable: "header", width: 96 },
        index: "n",
        layout: "fitData",
        maxHeight: 480,
        placeholder: "Add a series, or paste a table here.",
        selectableRange: 1,
        selectableRangeColumns: true,
        selectableRangeRows: true,
        editTriggerEvent: "dblclick",
        rowFormatter: (row) => row.getElement().classList.toggle("figure-table__calculated", row.getData().n < 0),
      });
      this.grid.on("tableBuilt", () => this.name());
      this.grid.on("cellEdited", (cell) => this.edited(cell));
      this.grid.on("rangeChanged", () => this.showCell());
      this.grid.on("rowHeaderDblClick", () => this.editSeries());
      this.body.addEventListener("keydown", (event) => this.key(event), true);
      ["copy", "cut", "paste"].forEach((name) => this.body.addEventListener(name, (event) => this[`on${name}`](event)));
      // The grid's own elements are no fields of the page.
      this.body.addEventListener("input", (event) => event.stopPropagation());
      this.body.addEventListener("change", (event) => event.stopPropagation());
      this.calculated()?.addEventListener("change", () => this.redraw());
    }

    // The grid's roles, mended: what scrolls is the group of rows, and the whole has a name.
    name() {
      this.body.setAttribute("aria-label", "Figures by series and period");
      this.body.removeAttribute("aria-owns");
      this.body.querySelector(".tabulator-tableholder")?.setAttribute("role", "rowgroup");
      this.body.querySelector(".tabulator-table")?.setAttribute("role", "presentation");
      const empty = this.body.querySelector(".tabulator-placeholder");
      empty?.setAttribute("role", "row");
      empty?.firstElementChild?.setAttribute("role", "gridcell");
    }

    say(text) {
      this.hint.textContent = text || "Type to change a cell, Enter to keep, Esc to leave, Ctrl+C and Ctrl+V as in a spreadsheet. A pasted table may begin with its years.";
    }

    calculated() {
      return this.input.closest("[data-contentpath=table]")?.parentElement?.querySelector("[data-contentpath=calculate]");
    }

    wants(name) {
      return Boolean(this.calculated()?.querySelector(`input[value=${name}]`)?.checked);
    }

    // -- what the grid shows -------------------------------------------------

    rows() {
      const shown = this.data.series.map((series, n) => {
        const row = { n, name: T.nameOf(series, this.known) };
        this.data.periods.forEach(({ period }) => {
          row[field(period)] = T.cellOf(series, period).value ?? "";
        });
        return row;
      });
      if (this.wants("cagr")) {
        shown.forEach((row) => {
          const rate = T.cagrOf(this.data, this.data.series[row.n]);
          row.cagr = rate ? rate.text : "";
        });
      }
      if (!this.wants("share") && !this.wants("total")) return shown;
      const parts = T.partsOf(this.data, (id) => this.known.segment.get(id)?.axis);
      const totals = new Map(T.years(this.data).map(({ period }) => [period, T.totalOf(parts, period)]));
      if (this.wants("share")) {
        shown.forEach((row) => {
          const series = this.data.series[row.n];
          totals.forEach((total, period) => {
            row[`share_${period}`] = parts.includes(series) ? T.shareOf(total, series, period) : "";
          });
        });
      }
      if (this.wants("total") && parts.length) {
        const row = { n: -1, name: "Total (calculated)" };
        totals.forEach((total, period) => {
          row[field(period)] = total?.text ?? "";
        });
        shown.push(row);
      }
      return shown;
    }

    columns() {
      const columns = this.data.periods.map(({ period, status }) => ({
        title: period.replace("-", "–") + (status ? ` ${T.STATUSES[status][0]}` : ""),
        headerTooltip: status ? `${period}, ${T.STATUSES[status].toLowerCase()} unless a cell says otherwise` : period,
        field: field(period),
        hozAlign: "right",
        editor: (cell, onRendered, success, cancel) => this.editor(cell, onRendered, success, cancel),
        editable: (cell) => cell.getData().n >= 0,
        formatter: (cell) => this.valueCell(cell),
      }));
      const shown = { hozAlign: "right", cssClass: "figure-table__calculated" };
      if (this.wants("cagr")) columns.push({ ...shown, title: "CAGR", field: "cagr", headerTooltip: "Calculated from the first and last year" });
      if (this.wants("share")) {
        T.years(this.data).forEach(({ period }) =>
          columns.push({ ...shown, title: `Share ${period}`, width: 116, field: `share_${period}`, headerTooltip: "Calculated" }),
        );
      }
      return columns;
    }

    seriesCell(cell) {
      const series = this.data.series[cell.getData().n];
      const unit = series ? T.seriesUnit(series) : "";
      const made = element("span", {}, cell.getValue());
      if (unit) made.append(element("small", { textContent: ` ${unit}` }));
      return made;
    }

    valueCell(cell) {
      const series = this.data.series[cell.getData().n];
      const period = periodOf(cell.getField());
      const value = cell.getValue();
      const made = element("span", { textContent: value });
      const place = cell.getElement();
      place.className = place.className.replace(/\s*figure-cell\S*/g, "");
      if (!series) return made;
      const stored = T.cellOf(series, period);
      const status = stored.status || this.data.periods.find((item) => item.period === period)?.status || "";
      if (stored.low || stored.high) made.textContent = `${value} (${stored.low || ""}–${stored.high || ""})`;
      if (stored.approximate) made.textContent = `~${made.textContent}`;
      const marks = [status && `figure-cell--${status}`, stored.note && "figure-cell--note"];
      if (value && !T.isNumber(value)) marks.push("figure-cell--wrong");
      if (stored.carried && !stored.confirmed && stored.carriedValue === undefined && this.untouched(stored)) marks.push("figure-cell--carried");
      place.classList.add(...marks.filter(Boolean));
      const words = [status && T.STATUSES[status], stored.note].filter(Boolean);
      if (value && !T.isNumber(value)) words.unshift("This is no number");
      place.title = words.join(". ");
      return made;
    }

    // Roughly: whether the number is in what the edition before said. The checks decide.
    untouched(stored) {
      const digits = stored.carried.replace(/,/g, "").match(/\d+(?:\.\d+)?/);
      return Boolean(digits) && Number(digits[0]) === Math.abs(Number(T.tidy(stored.value ?? "")));
    }

    // After a change of series or periods: everything anew. Emptied first, or each new column
    // would be drawn for every old row.
    async redraw() {
      await this.grid.setData([]);
      this.grid.setColumns(this.columns());
      this.shown = this.rows();
      await this.grid.setData(this.shown);
      this.name();
      this.showCell();
    }

    // After a change of cells: only what differs is drawn again.
    refresh(before) {
      const former = new Map((this.shown || []).map((row) => [row.n, row]));
      this.shown = this.rows();
      this.shown.forEach((row) => {
        const was = former.get(row.n) || {};
        const names = Object.keys(row).filter((name) => row[name] !== was[name]);
        const marked = row.n >= 0 && before[row.n] !== JSON.stringify(this.data.series[row.n]);
        const found = (names.length || marked) && this.grid.getRow(row.n);
        if (!found) return;
        const changed = Object.fromEntries(names.map((name) => [name, row[name]]));
        Promise.resolve(names.length ? found.update(changed) : null).then(() => marked && found.reformat());
      });
      this.showCell();
    }

    // -- changing it -----------------------------------------------------------

    // Every change passes here: it can be undone, and the page knows that it has one to save.
    change(act, { structure = false } = {}) {
      this.undone.push(JSON.stringify(this.data));
      if (this.undone.length > UNDO_STEPS) this.undone.shift();
      const before = this.data.series.map((series) => JSON.stringify(series));
      const result = act();
      this.write();
      if (structure) this.redraw();
      else this.refresh(before);
      return result;
    }

    write() {
      this.input.value = JSON.stringify(this.data);
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    undo() {
      const before = this.undone.pop();
      if (!before) {
        this.say("There is nothing to undo.");
        return;
      }
      this.data = JSON.parse(before);
      this.write();
      this.redraw();
    }

    edited(cell) {
      const { n } = cell.getData();
      const period = periodOf(cell.getField());
      if (n < 0 || !period) return;
      const typed = cell.getValue();
      if (T.tidy(typed) === (T.cellOf(this.data.series[n], period).value ?? "")) return;
      this.change(() => T.setCell(this.data.series[n], period, { value: T.tidy(typed) }));
      this.say(typed && !T.isNumber(typed) ? `“${typed}” is no number. It stays as it is until you change it.` : "");
    }

    editor(cell, onRendered, success, cancel) {
      const input = element("input", { type: "text", inputMode: "decimal", value: this.typed ?? cell.getValue() ?? "" });
      const typing = this.typed !== undefined;
      this.typed = undefined;
      input.setAttribute("aria-label", this.cellName(cell));
      let over = false;
      const keep = (move) => {
        if (over) return;
        over = true;
        success(input.value);
        if (move) this.move(move);
      };
      onRendered(() => {
        input.focus();
        if (typing) input.setSelectionRange(input.value.length, input.value.length);
        else input.select();
      });
      input.addEventListener("blur", () => keep());
      input.addEventListener("keydown", (event) => {
        const moves = { Enter: event.shiftKey ? "up" : "down", Tab: event.shiftKey ? "left" : "right", ArrowUp: "up", ArrowDown: "down" };
        if (typing) Object.assign(moves, { ArrowLeft: "left", ArrowRight: "right" });
        if (event.key === "Escape") {
          over = true;
          cancel();
        } else if (moves[event.key]) {
          event.preventDefault();
          keep(moves[event.key]);
        }
        event.stopPropagation();
      });
      return input;
    }

    move(direction) {
      this.grid.modules.selectRange?.navigate(false, false, direction);
      this.speak();
    }

    key(event) {
      if (event.target.tagName === "INPUT") return;
      const control = event.ctrlKey || event.metaKey;
      if (control && event.key.toLowerCase() === "z") {
        event.preventDefault();
        this.undo();
      } else if (event.key === "Delete" || event.key === "Backspace") {
        event.preventDefault();
        this.changeSelected({ value: "" });
      } else if (event.key === "F2" || (event.key.length === 1 && !control && !event.altKey && event.key !== " ")) {
        const cell = this.active();
        if (!cell || cell.getData().n < 0 || !periodOf(cell.getField())) return;
        event.preventDefault();
        this.typed = event.key === "F2" ? undefined : event.key;
        cell.edit(true);
      } else if (event.key === "Escape") {
        // Tab goes from cell to cell, so there must be another way out.
        this.body.closest(".figure-table")?.querySelector("button")?.focus();
      } else if (event.key.startsWith("Arrow") || event.key === "Tab") window.setTimeout(() => this.speak(), 0);
    }

    // -- as a widget of the page's editor -----------------------------------------

    reload() {
      if (!this.grid) return;
      const data = T.parse(this.input.value);
      if (data) {
        this.data = data;
        this.redraw();
      }
    }
  }

  Object.assign(FigureTable.prototype, window.reports.tableActions);

  const Widget = window.telepath.constructors["wagtail.widgets.Widget"];
  class FigureTableWidget extends Widget {
    render(...all) {
      const bound = super.render(...all);
      const table = new FigureTable(bound.input);
      const setState = bound.setState.bind(bound);
      bound.setState = (state) => {
        setState(state);
        table.reload();
      };
      bound.focus = () => (table.grid ? table.body.querySelector(".tabulator-tableholder")?.focus() : bound.input.focus());
      bound.getTextLabel = () => null;
      return bound;
    }
  }
  window.telepath.register("reports.FigureTable", FigureTableWidget);
})();
