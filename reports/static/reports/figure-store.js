// The figures of the open form, saved or not: asked of the server, which alone knows how a
// figure is called and written, and where the text of the form uses each of them.
(() => {
  const { figuresUrl } = document.currentScript.dataset;
  const KEY_FIELDS =
    'input[name^="headlines-"][name$="-value-figure"], input[name^="figures-"][name$="-value-first"], input[name^="figures-"][name$="-value-last"], input[name^="charts-"][name*="-value-figures-"][name$="-value"]';
  const figures = new Map();
  const listeners = new Set();
  const keysOfBlocks = new Map(); // block id → the keys that it had when last asked
  let asked = 0;
  let timer;
  let known = false;

  const form = () => document.querySelector("form[data-edit-form]");

  const tell = () => listeners.forEach((listener) => listener());

  const refresh = async () => {
    asked += 1;
    const mine = asked;
    const page = form();
    if (!page?.elements["figures-count"]) return;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", page.elements.csrfmiddlewaretoken.value);
    new FormData(page).forEach((value, name) => {
      if (name.startsWith("figures-")) body.append(name, value);
    });
    try {
      const answer = await fetch(figuresUrl, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok || answer.redirected || mine !== asked) return;
      const found = await answer.json();
      figures.clear();
      found.figures.forEach((figure) => figures.set(figure.key, figure));
      known = true;
      tell();
      keysOfBlocks.clear();
      found.figures.forEach(({ block, key }) => keysOfBlocks.set(block, [...(keysOfBlocks.get(block) || []), key]));
    } catch {
      // offline: what was known stays shown
    }
  };
  const soon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(refresh, 600);
  };

  // -- where they are used ---------------------------------------------------

  // The hidden fields of the rich text editors within a part of the page.
  const editors = (within = document) =>
    [...within.querySelectorAll("[data-draftail-editor-wrapper]")]
      .map((wrapper) => [...wrapper.parentNode.children].find((node) => node.draftailEditor))
      .filter(Boolean);

  // What a place is called: the block it stands in, and that block's own first words.
  const nameOf = (node) => {
    const panel = node.closest("[data-streamfield-child]")?.querySelector("[data-panel-heading]");
    const parts = [...(panel?.querySelectorAll(".c-sf-block__type, .c-sf-block__title") || [])];
    const words = parts.map((part) => part.textContent.trim()).filter(Boolean).join(" ");
    const field = node.closest("[data-contentpath]:not([data-streamfield-child] *)")?.closest("[data-panel]");
    const title = field?.querySelector("[data-panel-heading-text]")?.textContent.trim();
    return [...new Set([title, words])].filter(Boolean).join(": ") || "the text";
  };
  const anchorOf = (node) => node.closest("section[data-panel]")?.id || "";

  const usesOf = (input) => {
    const found = [];
    const { entityMap = {}, blocks = [] } = input.rawContentState || {};
    blocks.forEach((block) =>
      (block.entityRanges || []).forEach((range) => {
        const entity = entityMap[range.key];
        if (entity?.type === "FIGURE") found.push(entity.data.key);
      }),
    );
    return found;
  };

  // key → [{name, anchor, node}], a place once for each mention
  const uses = () => {
    const all = new Map();
    const add = (key, node) => {
      if (!key || node.closest("[data-streamfield-child][aria-hidden=true]")) return;
      all.set(key, [...(all.get(key) || []), { name: nameOf(node), anchor: anchorOf(node), node }]);
    };
    editors().forEach((input) => usesOf(input).forEach((key) => add(key, input)));
    document.querySelectorAll(KEY_FIELDS).forEach((input) => add(input.value.trim(), input));
    return all;
  };

  // Let every place that names one key name another: in text, headlines, calculations and charts.
  const rename = (from, to) => {
    editors().forEach((input) => {
      if (!usesOf(input).includes(from)) return;
      let state = input.draftailEditor.getEditorState();
      let content = state.getCurrentContent();
      content.getBlockMap().forEach((block) =>
        block.findEntityRanges(
          (sign) => {
            const key = sign.getEntity();
            if (!key) return false;
            const entity = content.getEntity(key);
            return entity.getType() === "FIGURE" && entity.getData().key === from;
          },
          (start, end) => {
            content = content.createEntity("FIGURE", "IMMUTABLE", { key: to });
            const range = window.DraftJS.SelectionState.createEmpty(block.getKey()).merge({ anchorOffset: start, focusOffset: end });
            content = window.DraftJS.Modifier.applyEntity(content, range, content.getLastCreatedEntityKey());
          },
        ),
      );
      state = window.DraftJS.EditorState.push(state, content, "apply-entity");
      input.draftailEditor.onChange(state);
    });
    (uses().get(from) || []).forEach(({ node }) => {
      if (node.draftailEditor) return;
      node.value = to;
      node.dispatchEvent(new Event("input", { bubbles: true }));
      node.dispatchEvent(new Event("change", { bubbles: true }));
    });
    soon();
  };

  const start = () => {
    if (!form()?.elements["figures-count"]) return;
    refresh();
    const edited = (event) => {
      const name = event.target?.name || "";
      if (/^(figures|headlines|charts)-/.test(name)) soon();
    };
    form().addEventListener("input", edited);
    form().addEventListener("change", edited);
    document.addEventListener("w-autosave:success", soon);
  };
  window.addEventListener("load", () => window.setTimeout(start, 0));

  window.reports = window.reports || {};
  window.reports.figures = {
    KEY_FIELDS,
    all: () => [...figures.values()],
    get: (key) => figures.get(key),
    isKnown: () => known,
    keysOf: (block) => keysOfBlocks.get(block) || [],
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    soon,
    uses,
    rename,
    editors,
  };
})();
