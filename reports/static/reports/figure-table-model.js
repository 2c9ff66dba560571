// What a figure table holds, apart from how it is shown: reading and writing its JSON, reading
// what spreadsheets put on the clipboard, and what is calculated from the cells.
(() => {
  const STATUSES = { actual: "Actual", estimate: "Estimate", forecast: "Forecast" };
  const SUFFIXES = { A: "actual", E: "estimate", F: "forecast", P: "forecast" };
  const POWERS = { 0: "", 3: "thousand", 6: "million", 9: "billion", 12: "trillion" };
  const SCALES = { k: 3, thousand: 3, m: 6, mn: 6, million: 6, bn: 9, b: 9, billion: 9, tn: 12, trillion: 12 };
  const NUMBER = /^[-+]?(?:\d+(?:\.\d+)?|\.\d+)$/;
  const GROUPED = /^[-+]?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/;

  const parse = (text) => {
    try {
      const raw = text ? JSON.parse(text) : {};
      return { periods: raw.periods || [], series: raw.series || [] };
    } catch {
      return null; // the field shows the text as it is
    }
  };

  const cellOf = (series, period) => {
    const cell = series.cells?.[period];
    if (cell === undefined || cell === null) return {};
    return typeof cell === "object" ? cell : { value: String(cell) };
  };

  // Keeps a cell as short as it can be stored; an empty one goes.
  const setCell = (series, period, changes) => {
    const next = { ...cellOf(series, period), ...changes };
    Object.keys(next).forEach((name) => {
      if (next[name] === "" || next[name] === false || next[name] == null) delete next[name];
    });
    series.cells = series.cells || {};
    const names = Object.keys(next);
    if (!names.length) delete series.cells[period];
    else series.cells[period] = names.length === 1 && names[0] === "value" ? next.value : next;
  };

  // A number as people and spreadsheets write it, in plain digits; what is none stays as it is.
  const tidy = (text) => {
    const typed = String(text ?? "").trim();
    let plain = typed.replace(/[\s\u00a0\u202f]/g, "").replace(/\u2212/g, "-");
    const negative = plain.match(/^\((.+)\)$/);
    if (negative) plain = `-${negative[1]}`;
    plain = plain.replace(/^([-+]?)[$€£¥₹]/, "$1").replace(/%$/, "");
    if (GROUPED.test(plain)) plain = plain.replace(/,/g, "");
    return NUMBER.test(plain) ? plain : typed;
  };
  const isNumber = (text) => NUMBER.test(tidy(text));

  // "2024", "2024E", "FY 2024", "2024 (forecast)", "2024–2031" → a period, with the status it tells.
  const periodOf = (text) => {
    const found = String(text ?? "")
      .trim()
      .match(/^(?:FY|CY)?\s?(\d{4})(?:\s?(?:-|–|to)\s?(\d{4}))?\s?\(?(A|E|F|P|actual|estimate|estimated|forecast|projected)?\)?$/i);
    if (!found) return null;
    const [, start, end, mark] = found;
    const years = [start, end].filter(Boolean).map(Number);
    if (years.some((year) => year < 1900 || year > 2200) || (end && end <= start)) return null;
    const status = mark ? SUFFIXES[mark[0].toUpperCase()] : "";
    return { period: end ? `${start}-${end}` : start, ...(status ? { status } : {}) };
  };

  // "USD billion", "EUR m", "%" → unit and multiplier.
  const unitOf = (text) => {
    const words = String(text ?? "").trim();
    if (!words) return null;
    if (/^(%|percent|per cent)$/i.test(words)) return { unit: "percent", multiplier: 0 };
    const found = words.match(/^([A-Z]{3})(?:\s+([a-z]+))?$/i);
    if (!found) return null;
    const power = found[2] === undefined ? 0 : SCALES[found[2].toLowerCase()];
    return power === undefined ? null : { unit: found[1].toUpperCase(), multiplier: power };
  };

  // Tab-separated text with the quotes that spreadsheets put around tabs and line breaks.
  const fromTsv = (text) => {
    const rows = [[]];
    let field = "";
    let quoted = false;
    const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let i = 0; i < source.length; i += 1) {
      const sign = source[i];
      if (quoted) {
        if (sign === '"' && source[i + 1] === '"') {
          field += '"';
          i += 1;
        } else if (sign === '"') quoted = false;
        else field += sign;
      } else if (sign === '"' && field === "") quoted = true;
      else if (sign === "\t" || sign === "\n") {
        rows[rows.length - 1].push(field);
        field = "";
        if (sign === "\n") rows.push([]);
      } else field += sign;
    }
    rows[rows.length - 1].push(field);
    return rows;
  };
  const toTsv = (rows) =>
    rows
      .map((row) =>
        row.map((value) => (/[\t\n"]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value)).join("\t"),
      )
      .join("\n");

  const addPeriod = (data, wanted) => {
    const known = data.periods.find((item) => item.period === wanted.period);
    if (known) {
      if (wanted.status && !known.status) known.status = wanted.status;
      return known;
    }
    data.periods.push(wanted);
    const order = (item) => item.period.split("-").length * 10000 + Number(item.period.slice(0, 4));
    data.periods.sort((a, b) => order(a) - order(b));
    return wanted;
  };

  // What a row of a pasted table is about: a segment or place by its name, or the whole market.
  const subjectOf = (label, catalogue) => {
    const name = label.trim().toLowerCase();
    const same = (item) => item.name.toLowerCase() === name;
    if (/^(total|whole market|all|market size|market|overall)$/.test(name)) return {};
    const segments = catalogue.segments.filter(same);
    if (segments.length === 1) return { segments: [segments[0].id] };
    const place = catalogue.geographies.find(same);
    return place ? { geography: place.id } : null;
  };
  const identity = (series) =>
    JSON.stringify([[...(series.segments || [])].sort(), series.geography || null, series.measure || "", series.statistic || ""]);

  // Whether a pasted block has a row of periods at its top.
  const hasHeader = (rows) => rows.length > 1 && rows[0].filter((text) => periodOf(text)).length > 0 && !periodOf(rows[0][0]);

  // Puts a whole pasted table in: years become columns, names become series. Gives the names
  // that are neither a segment nor a place; their numbers go into a series of the whole market
  // only if there is just one, else they are left out.
  const pasteTable = (data, rows, catalogue) => {
    const header = rows[0];
    const first = header.findIndex((text) => periodOf(text));
    const columns = header.map((text) => periodOf(text));
    columns.forEach((period) => period && addPeriod(data, { ...period }));
    const unknown = [];
    let cells = 0;
    rows.slice(1).forEach((row) => {
      if (row.every((text) => !text.trim())) return;
      const subject = subjectOf(row[0] || "", catalogue);
      if (subject === null) {
        unknown.push(row[0].trim());
        return;
      }
      const unit = row.slice(1, first).map(unitOf).find(Boolean) || {};
      let series = data.series.find((item) => identity(item) === identity(subject));
      if (!series) {
        series = { ...subject, cells: {} };
        data.series.push(series);
      }
      Object.assign(series, unit);
      columns.forEach((period, index) => {
        if (!period || row[index] === undefined || !row[index].trim()) return;
        setCell(series, period.period, { value: tidy(row[index]) });
        cells += 1;
      });
    });
    return { unknown, cells };
  };

  const amount = (series, period) => {
    const { value } = cellOf(series, period);
    return value !== undefined && isNumber(value) ? Number(tidy(value)) : null;
  };
  const years = (data) => data.periods.filter((item) => !item.period.includes("-"));

  // As the server calculates them; the numbers here are only shown.
  const cagrOf = (data, series) => {
    const known = years(data).filter((item) => amount(series, item.period) !== null);
    if (known.length < 2) return null;
    const [first, last] = [known[0].period, known[known.length - 1].period];
    const [from, to] = [amount(series, first), amount(series, last)];
    if (from <= 0 || to <= 0) return null;
    const rate = ((to / from) ** (1 / (Number(last) - Number(first))) - 1) * 100;
    return { text: `${rate.toFixed(2)}%`, period: `${first}–${last}` };
  };
  // The series that add up: the parts of one axis in one place, or places without a segment.
  // Several such groups in one table have no common total.
  const partsOf = (data, axisOf) => {
    const groups = new Map();
    data.series.forEach((series) => {
      const segments = series.segments || [];
      const own = [series.measure || "", series.statistic || "", series.unit || "", series.multiplier ?? ""];
      let key = null;
      if (segments.length === 1) key = [...own, "axis", axisOf(segments[0]), series.geography || ""];
      else if (!segments.length && series.geography) key = [...own, "places"];
      if (key) groups.set(String(key), [...(groups.get(String(key)) || []), series]);
    });
    const found = [...groups.values()].filter((group) => group.length > 1);
    return found.length === 1 ? found[0] : [];
  };
  const totalOf = (parts, period) => {
    const typed = parts.map((series) => cellOf(series, period).value).filter((value) => value !== undefined && isNumber(value));
    if (typed.length < 2) return null;
    const places = Math.min(...typed.map((value) => (tidy(value).split(".")[1] || "").length));
    const sum = typed.reduce((total, value) => total + Number(tidy(value)), 0);
    return { sum, text: sum.toFixed(places) };
  };
  const shareOf = (total, series, period) => {
    const value = amount(series, period);
    return total && value !== null && total.sum > 0 ? `${((value / total.sum) * 100).toFixed(1)}%` : "";
  };

  window.reports = window.reports || {};
  window.reports.tables = {
    STATUSES, POWERS, parse, cellOf, setCell, tidy, isNumber, periodOf, unitOf, fromTsv, toTsv,
    addPeriod, hasHeader, pasteTable, cagrOf, partsOf, totalOf, shareOf, years,
  };
})();
