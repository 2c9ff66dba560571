// Names the rich text editors for screen readers: by their label, or by the block that they are.
(() => {
  const SELECTOR = '.public-DraftEditor-content[role="textbox"]:not([aria-label])';

  const nameOf = (text) => {
    const label = text.closest("[data-contentpath]")?.querySelector(":scope > label, :scope > * > label");
    const heading = text.closest("[data-panel]")?.querySelector("[data-panel-heading]");
    const words = label?.textContent || heading?.querySelector(".c-sf-block__type")?.textContent || heading?.textContent;
    return (words || "Text").replace("*", "").trim();
  };

  const name = () => {
    document.querySelectorAll(SELECTOR).forEach((text) => text.setAttribute("aria-label", nameOf(text)));
  };

  // Editors come with new blocks, whenever one is added.
  window.addEventListener("load", () => {
    name();
    const form = document.querySelector("[data-edit-form]");
    if (form) new MutationObserver(name).observe(form, { childList: true, subtree: true });
  });
})();
