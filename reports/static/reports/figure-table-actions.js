// The selection of a figure table, and what buttons and clipboard do to it: methods that `figure-table.js` takes in.
(() => {
  const T = window.reports.tables;
  const periodOf = (name) => (name.startsWith("p_") ? name.slice(2) : "");

  window.reports.tableActions = {
    // -- the selection ---------------------------------------------------------

    range() {
      return this.grid?.getRanges()[0];
    },

    active() {
      const range = this.range();
      const rows = range?.getRows() || [];
      const columns = (range?.getColumns() || []).filter((column) => column.getField() !== "name");
      return rows.length && columns.length ? rows[0].getCell(columns[0]) : null;
    },

    // Series and periods of the selection; calculated ones are none.
    selected() {
      const range = this.range();
      const series = (range?.getRows() || []).map((row) => row.getData().n).filter((n) => n >= 0);
      const periods = (range?.getColumns() || []).map((column) => periodOf(column.getField())).filter(Boolean);
      return { series, periods };
    },

    changeSelected(changes) {
      const { series, periods } = this.selected();
      if (!series.length || !periods.length) return;
      this.change(() =>
        series.forEach((n) =>
          periods.forEach((period) => {
            const own = T.cellOf(this.data.series[n], period);
            // A mark or a note needs a number to stand at, and goes with it.
            if ("value" in changes && changes.value === "") delete this.data.series[n].cells?.[period];
            else if (own.value || own.low || "value" in changes || "low" in changes || "high" in changes) {
              T.setCell(this.data.series[n], period, changes);
            }
          }),
        ),
      );
    },

    // A whole column's status is that of its period, so that new cells have it too.
    setStatus(status) {
      const { series, periods } = this.selected();
      if (series.length !== this.data.series.length || series.length < 2) {
        this.changeSelected({ status });
        return;
      }
      this.change(
        () =>
          periods.forEach((name) => {
            const period = this.data.periods.find((item) => item.period === name);
            if (status) period.status = status;
            else delete period.status;
            this.data.series.forEach((item) => item.cells?.[name] !== undefined && T.setCell(item, name, { status: "" }));
          }),
        { structure: true },
      );
    },

    cellName(cell) {
      return `${cell.getData().name}, ${periodOf(cell.getField()).replace("-", "–") || cell.getColumn().getDefinition().title}`;
    },

    showCell() {
      const cell = this.active();
      const period = cell && periodOf(cell.getField());
      const series = cell && this.data.series[cell.getData().n];
      const usable = Boolean(series && period);
      [this.status, this.note, this.low, this.high, this.approximate, this.confirmed].forEach((control) => {
        control.disabled = !usable;
      });
      const stored = usable ? T.cellOf(series, period) : {};
      this.where.textContent = cell ? this.cellName(cell) : "No cell chosen";
      this.status.value = stored.status || "";
      this.note.value = stored.note || "";
      this.low.value = stored.low || "";
      this.high.value = stored.high || "";
      this.approximate.checked = Boolean(stored.approximate);
      this.confirmed.checked = Boolean(stored.confirmed);
      this.confirmLabel.hidden = !stored.carried;
      this.former.textContent = stored.carried ? `In the edition before: ${stored.carried}` : "";
    },

    speak() {
      const cell = this.active();
      if (!cell) return;
      const words = [this.cellName(cell), cell.getValue() || "empty", cell.getElement().title];
      this.live.textContent = words.filter(Boolean).join(", ");
    },

    // -- series and periods ------------------------------------------------------

    async addSeries() {
      const made = await T.editSeries({ cells: {} }, this.known);
      if (made) this.change(() => this.data.series.push({ cells: {}, ...made }), { structure: true });
    },

    async editSeries() {
      const [n] = this.selected().series;
      if (n === undefined) {
        this.say("Choose a cell of the series first.");
        return;
      }
      const made = await T.editSeries(this.data.series[n], this.known);
      if (made) this.change(() => this.data.series.splice(n, 1, made), { structure: true });
    },

    removeSeries() {
      const { series } = this.selected();
      if (!series.length) return;
      this.change(() => {
        this.data.series = this.data.series.filter((_, n) => !series.includes(n));
      }, { structure: true });
    },

    addPeriod() {
      const last = T.years(this.data).at(-1)?.period;
      const proposed = last ? String(Number(last) + 1) : String(new Date().getFullYear());
      const typed = window.prompt("Year, or years such as 2024-2031 for a growth rate", proposed);
      if (typed === null) return;
      const period = T.periodOf(typed);
      if (period) this.change(() => T.addPeriod(this.data, period), { structure: true });
      else this.say(`“${typed}” is no year and no range of years.`);
    },

    removePeriod() {
      const { periods } = this.selected();
      if (!periods.length) return;
      this.change(() => {
        this.data.periods = this.data.periods.filter((item) => !periods.includes(item.period));
        this.data.series.forEach((series) => periods.forEach((period) => delete series.cells?.[period]));
      }, { structure: true });
    },

    // -- the clipboard -----------------------------------------------------------

    asRows(series, periods, { headers }) {
      const rows = series.map((n) => [
        ...(headers ? [T.nameOf(this.data.series[n], this.known), T.seriesUnit(this.data.series[n])] : []),
        ...periods.map((period) => T.cellOf(this.data.series[n], period).value ?? ""),
      ]);
      const mark = (period) => {
        const { status } = this.data.periods.find((item) => item.period === period);
        return period + (status ? T.STATUSES[status][0] : "");
      };
      return headers ? [["Series", "Unit", ...periods.map(mark)], ...rows] : rows;
    },

    oncopy(event) {
      const { series, periods } = this.selected();
      if (event.target.tagName === "INPUT" || !series.length || !periods.length) return false;
      event.preventDefault();
      event.clipboardData.setData("text/plain", T.toTsv(this.asRows(series, periods, { headers: false })));
      return true;
    },

    oncut(event) {
      if (this.oncopy(event)) this.changeSelected({ value: "" });
    },

    onpaste(event) {
      if (event.target.tagName === "INPUT") return;
      event.preventDefault();
      const text = event.clipboardData.getData("text/plain");
      if (text) this.paste(T.fromTsv(text));
    },

    copyAll() {
      const every = this.data.series.map((_, n) => n);
      const text = T.toTsv(this.asRows(every, this.data.periods.map((item) => item.period), { headers: true }));
      navigator.clipboard
        .writeText(text)
        .then(() => this.say("Copied."))
        .catch(() => this.say("The browser did not let us copy. Choose the cells and press Ctrl and C."));
    },

    paste(rows) {
      if (T.hasHeader(rows)) {
        const found = this.change(() => T.pasteTable(this.data, rows, this.known), { structure: true });
        const cells = found.cells === 1 ? "1 cell" : `${found.cells} cells`;
        this.say(
          found.unknown.length
            ? `${cells} pasted. No segment or place has these names, so their rows were left out: ${found.unknown.join(", ")}.`
            : `${cells} pasted.`,
        );
        return;
      }
      const cell = this.active();
      const [first] = this.selected().series;
      const from = cell && this.data.periods.findIndex((item) => item.period === periodOf(cell.getField()));
      if (first === undefined || from === undefined || from < 0) {
        this.say("Choose the cell where the pasted ones begin, or paste a table with its years.");
        return;
      }
      let left = 0;
      this.change(() => {
        rows.forEach((row, down) =>
          row.forEach((text, right) => {
            const series = this.data.series[first + down];
            const period = this.data.periods[from + right];
            if (series && period) T.setCell(series, period.period, { value: T.tidy(text) });
            else if (text.trim()) left += 1;
          }),
        );
      });
      this.say(left ? `${left} pasted cells had no series or period to go to, and were left out. Add those first.` : "");
    },
  };
})();
