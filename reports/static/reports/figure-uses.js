// Says at each figure how often the text uses it, asks before a used one is removed, and warns,
// with a remedy, when the text names a figure that is there no more.
(() => {
  const store = window.reports.figures;

  const listed = (places) => {
    const names = [...new Set(places.map((place) => place.name))];
    const shown = names.slice(0, 3).join("; ");
    return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
  };
  const root = () => document.getElementById("figures-root")?.rootBlock;
  const live = () => (root()?.children || []).filter((child) => child.deletedInput.val() !== "1");

  const mark = (uses) => {
    live().forEach((child) => {
      const keys = store.keysOf(child.id);
      const count = keys.reduce((sum, key) => sum + (uses.get(key)?.length || 0), 0);
      const heading = child.element.querySelector("[data-panel-heading]");
      let badge = heading.querySelector(".figure-uses");
      if (!badge) {
        badge = document.createElement("span");
        badge.className = "figure-uses";
        heading.append(badge);
      }
      badge.textContent = count ? ` used ${count === 1 ? "once" : `${count} times`}` : "";
    });
  };

  // -- a warning where a used key has gone -----------------------------------

  const before = new Map(); // key → the block that had it
  let notice;

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-small button-secondary";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };

  const warn = (uses) => {
    const lost = [...uses].filter(([key]) => !store.get(key));
    if (!notice) {
      notice = document.createElement("div");
      notice.className = "help-block help-warning figure-notice";
      notice.setAttribute("role", "status");
      document.querySelector("[data-edit-form]").prepend(notice);
    }
    notice.hidden = !lost.length;
    const items = lost.map(([key, places]) => {
      const item = document.createElement("li");
      const block = live().find((child) => child.id === before.get(key));
      const now = block && store.all().filter((figure) => figure.block === block.id);
      item.append(`No figure has the key “${key}” now, but it is used in ${listed(places)}. `);
      if (now?.length === 1 && block.block.childBlocks?.key) {
        item.append(
          button(`Use “${now[0].key}” there`, () => store.rename(key, now[0].key)),
          " ",
          button(`Keep the key “${key}”`, () => {
            const { input } = block.block.childBlocks.key.widget;
            input.value = key;
            input.dispatchEvent(new Event("input", { bubbles: true }));
            input.dispatchEvent(new Event("change", { bubbles: true }));
            store.soon();
          }),
          " ",
        );
      }
      item.append(
        button("Choose another figure…", async () => {
          const figure = await window.reports.chooseFigure();
          if (figure) store.rename(key, figure.key);
        }),
        " ",
        button("Show where", () => {
          window.location.hash = places[0].anchor;
          document.dispatchEvent(new CustomEvent("reports:open-place"));
        }),
      );
      return item;
    });
    const list = document.createElement("ul");
    list.append(...items);
    notice.replaceChildren(list);
    store.all().forEach(({ key, block }) => before.set(key, block));
  };

  // Fields that name a figure by its key propose those that there are.
  const propose = () => {
    let list = document.getElementById("report-figures");
    if (!list) {
      list = document.createElement("datalist");
      list.id = "report-figures";
      document.body.append(list);
    }
    list.replaceChildren(
      ...store.all().map((figure) => {
        const option = document.createElement("option");
        option.value = figure.key;
        option.label = `${figure.label}: ${figure.text}`;
        return option;
      }),
    );
    document.querySelectorAll(store.KEY_FIELDS).forEach((input) => input.setAttribute("list", list.id));
  };

  const update = () => {
    if (!store.isKnown()) return;
    const uses = store.uses();
    propose();
    warn(uses);
    // The store learns which block has which key after it has told of the change.
    window.setTimeout(() => mark(uses), 0);
  };

  // -- before a used figure is removed -----------------------------------------

  const confirmRemoval = (event) => {
    const remove = event.target.closest?.('[data-streamfield-action="DELETE"]');
    const child = remove && live().find((item) => item.element === remove.closest("[data-streamfield-child]"));
    if (!child) return;
    const uses = store.uses();
    const places = store.keysOf(child.id).flatMap((key) => uses.get(key) || []);
    if (!places.length) return;
    const text = `This is used in ${listed(places)}. The text would then show a figure that is not there. Remove it all the same?`;
    if (window.confirm(text)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  window.addEventListener("load", () => {
    store.listen(update);
    document.addEventListener("w-autosave:success", update);
    document.addEventListener("click", confirmRemoval, true);
  });
})();
