// How figure blocks stand in the editor: sent by the server in a short form, and named, when
// folded, by what they say: "Market size, World, 2024: USD 7.12 billion (estimate)".
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const POWERS = { 0: "", 3: "thousand", 6: "million", 9: "billion", 12: "trillion" };

  const choice = (block) => block?.getTextLabel({}) || "";
  const typed = (block) => String(block?.getValue() ?? "").trim();
  const chosen = (block) => {
    const state = block?.getState();
    return state?.string || "";
  };

  const labelOf = (blocks) => {
    const measure = typed(blocks.measure);
    const name = measure === "statistic" && typed(blocks.statistic) ? typed(blocks.statistic) : choice(blocks.measure);
    const segments = (blocks.segments?.children || [])
      .filter((child) => child.deletedInput.val() !== "1")
      .map((child) => chosen(child.block).replace(/ \([^()]*\)$/, ""));
    const years = [typed(blocks.start), typed(blocks.end)].filter(Boolean);
    const period = [...new Set(years)].join(" to ");
    const where = [name, ...segments, chosen(blocks.geography), period].filter(Boolean).join(", ");
    const unit = typed(blocks.unit);
    const [low, high] = [typed(blocks.low), typed(blocks.high)];
    const digits = low && high ? `${low}–${high}` : typed(blocks.value);
    if (!digits) return where;
    const power = POWERS[typed(blocks.multiplier)] || "";
    const parts = unit === "percent" ? [`${digits}%`] : /^[A-Z]{3}$/.test(unit) ? [unit, digits, power] : [digits, power, unit];
    const about = blocks.approximate?.getValue() ? "about " : "";
    const status = choice(blocks.status).toLowerCase();
    return `${where}: ${about}${parts.filter(Boolean).join(" ")}${status ? ` (${status})` : ""}`;
  };

  // What the figure said in the edition before is shown where there was one, and is not changed.
  // Whether it still says the same is judged by the checks; here the digits and the status do.
  const digitsOf = (text) => text.replace(/[^\d.]/g, "");
  const isCarried = (blocks) => {
    const before = typed(blocks.carried);
    if (!before || blocks.confirmed?.getValue()) return false;
    const [said, status] = [before.replace(/, \w+$/, ""), before.match(/\w+$/)?.[0]];
    const [low, high] = [typed(blocks.low), typed(blocks.high)];
    const now = low && high ? `${low}${high}` : typed(blocks.value);
    return digitsOf(said) === digitsOf(now) && status === typed(blocks.status);
  };
  const showCarried = (blocks) => {
    const before = Boolean(typed(blocks.carried));
    ["carried", "confirmed"].forEach((name) => {
      const field = blocks[name]?.element?.closest("[data-contentpath]");
      if (field) field.hidden = !before;
    });
    if (blocks.carried?.widget?.input) blocks.carried.widget.input.readOnly = true;
  };

  // The rarer fields come after the others, and whoever unfolds them is led to them.
  const placeSettings = (block) => {
    const settings = block.container[0].querySelector(":scope > [data-block-settings]");
    if (!settings) return;
    settings.parentElement.append(settings);
    const toggle = settings.closest("[data-panel]")?.querySelector(`[aria-controls="${settings.id}"]`);
    toggle?.addEventListener("click", () => {
      if (toggle.getAttribute("aria-expanded") === "true") settings.querySelector("input, select")?.focus();
    });
  };

  class FigureBlockDefinition extends StructBlockDefinition {
    // The short form is a list in the order of the fields; what is null is the field's default.
    expand(state) {
      if (!Array.isArray(state)) return state;
      const full = {};
      this.childBlockDefs.forEach(({ name }, index) => {
        let value = state[index] ?? structuredClone(this.meta.defaults[index]);
        if (this.meta.references.includes(name)) value = this.reference(name, value);
        else if (name === "segments") {
          value = (value || []).map((item) => (Array.isArray(item) ? { id: item[0], value: this.reference("segment", item[1]) } : item));
        }
        full[name] = value;
      });
      return full;
    }

    reference(name, value) {
      if (!Array.isArray(value)) return value;
      const [id, string] = value;
      return { id, string, edit_url: this.meta.addresses[name].replace("/0/", `/${id}/`) };
    }

    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, this.expand(initialState), initialError);
      const setState = block.setState.bind(block);
      block.setState = (state) => {
        setState(this.expand(state));
        showCarried(block.childBlocks);
      };
      showCarried(block.childBlocks);
      placeSettings(block);
      block.getTextLabel = (options) => {
        const label = (isCarried(block.childBlocks) ? "Not yet updated. " : "") + labelOf(block.childBlocks);
        const most = Math.max(options?.maxLength || 0, 140);
        return label.length > most ? `${label.slice(0, most - 1)}…` : label;
      };
      return block;
    }
  }
  window.telepath.register("reports.FigureBlock", FigureBlockDefinition);

  // An outlook is about a segment or a place; stock labels print "null" for the other one.
  class OutlookBlockDefinition extends StructBlockDefinition {
    render(...all) {
      const block = super.render(...all);
      block.getTextLabel = () => {
        const { kind, segment, geography } = block.childBlocks;
        return [choice(kind), chosen(segment) || chosen(geography)].filter(Boolean).join(": ");
      };
      return block;
    }
  }
  window.telepath.register("reports.OutlookBlock", OutlookBlockDefinition);
})();
