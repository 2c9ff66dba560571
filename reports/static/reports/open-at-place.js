// Opens the editor at the place that its address names: a block (#block-…-section) or a
// field (#field-…), in whatever tab it is and even where it is folded. Blocks are made by
// script after the tabs are set up, so the tabs cannot find them by themselves.
(() => {
  const byField = (name) => {
    const input = document.querySelector(`[name="${name}"], [name="${name}-count"]`);
    return input && (input.closest("[data-field]") || input.closest("[data-panel]"));
  };

  const SETTLING = 5000; // milliseconds in which what stands above may still grow
  const INPUT = ["wheel", "touchstart", "pointerdown", "keydown"];

  // Brings a block to the top of what is in sight and keeps it there while the page is still
  // being made, until the editor does anything.
  const hold = (target) => {
    const end = Date.now() + SETTLING;
    let still = false;
    let focused = false;
    const stop = () => {
      still = true;
      INPUT.forEach((name) => window.removeEventListener(name, stop, true));
    };
    INPUT.forEach((name) => window.addEventListener(name, stop, true));
    const step = () => {
      if (still || Date.now() > end) {
        stop();
        return;
      }
      if (target.getClientRects().length) {
        target.scrollIntoView({ block: "start", behavior: "instant" });
        if (!focused) {
          focused = true;
          target
            .querySelector("input:not([type=hidden]), textarea, select")
            ?.focus({ preventScroll: true });
        }
      }
      window.setTimeout(step, 150);
    };
    window.setTimeout(step, 150); // once the tab has been laid out
  };

  const open = () => {
    const place = window.location.hash.slice(1);
    const field = place.match(/^field-(\w+)$/);
    const target = field ? byField(field[1]) : place.startsWith("block-") && document.getElementById(place);
    if (!target) return;
    const tabPanel = target.closest('[role="tabpanel"]');
    document.getElementById(tabPanel?.getAttribute("aria-labelledby"))?.click();
    for (let panel = target.closest("[data-panel]"); panel; panel = panel.parentElement?.closest("[data-panel]")) {
      const toggle = panel.querySelector("[data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
    // A finding may be about one of the rarer fields: Wagtail unfolds them at this event.
    const settings = target.matches("[data-panel]") && target.querySelector("[data-block-settings][hidden]");
    if (settings) settings.dispatchEvent(new Event("beforematch"));
    hold(target);
  };

  window.addEventListener("load", () => window.setTimeout(open, 100));
  document.addEventListener("reports:open-place", open);
})();
