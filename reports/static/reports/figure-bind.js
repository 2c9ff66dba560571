// "Bind" beside a finding: the number that was typed becomes the inline figure with its value.
(() => {
  const MASK = "\u2588";
  const pattern = (typed) =>
    new RegExp(typed.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+"), "g");

  // The text of a block, its inline figures masked, so that only typed numbers are found.
  const maskedText = (block, content) => {
    let text = block.getText();
    block.findEntityRanges(
      (sign) => Boolean(sign.getEntity()) && content.getEntity(sign.getEntity()).getType() === "FIGURE",
      (start, end) => {
        text = text.slice(0, start) + MASK.repeat(end - start) + text.slice(end);
      },
    );
    return text;
  };

  const bind = ({ field, block, typed, occurrence, key }) => {
    const place = block ? document.querySelector(`[data-contentpath="${CSS.escape(block)}"]`) : document.querySelector(`[data-contentpath="${CSS.escape(field)}"]`);
    const inputs = (place ? window.reports.figures.editors(place) : []).filter(
      (input) => !input.closest("[data-streamfield-child][aria-hidden=true]"),
    );
    let seen = 0;
    for (const input of inputs) {
      const state = input.draftailEditor.getEditorState();
      const content = state.getCurrentContent();
      for (const part of content.getBlocksAsArray()) {
        for (const found of maskedText(part, content).matchAll(pattern(typed))) {
          seen += 1;
          if (seen === Number(occurrence)) {
            const range = window.DraftJS.SelectionState.createEmpty(part.getKey()).merge({
              anchorOffset: found.index,
              focusOffset: found.index + found[0].length,
            });
            const chosen = window.DraftJS.EditorState.acceptSelection(state, range);
            input.draftailEditor.onChange(window.reports.withFigure(chosen, key));
            return input;
          }
        }
      }
    }
    return null;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-bind]");
    if (!button) return;
    event.preventDefault();
    const bound = bind(button.dataset);
    button.disabled = true;
    button.textContent = bound ? "Bound" : "The text has changed. Check again.";
    if (bound) window.reports.figures.soon();
  });
})();
