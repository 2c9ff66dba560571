// Keeps the findings beside the editor fresh: at the start, after every save (autosave too),
// and on demand. The count of open findings stands on the panel's button.
(() => {
  const start = () => {
    const panel = document.querySelector("[data-checks-url]");
    if (!panel) return;
    const list = panel.querySelector("[data-checks-findings]");
    const counter = document.querySelector(
      '[data-side-panel-toggle="consistency"] [data-side-panel-toggle-counter]',
    );
    let asked = 0;

    const refresh = async () => {
      asked += 1;
      const mine = asked;
      let html = "<p>The checks could not be fetched. Save, then check again.</p>";
      try {
        const answer = await fetch(panel.dataset.checksUrl, { credentials: "same-origin" });
        if (answer.ok && !answer.redirected) html = await answer.text();
      } catch {
        // offline: the sentence above stands
      }
      if (mine !== asked) return; // a newer answer is on its way
      list.innerHTML = html;
      const open = list.querySelector("[data-open]")?.dataset.open;
      if (counter && open !== undefined) {
        counter.textContent = open;
        counter.hidden = open === "0";
      }
    };

    list.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-place]");
      if (!link) return;
      event.preventDefault();
      window.location.hash = link.dataset.place;
      document.dispatchEvent(new CustomEvent("reports:open-place"));
    });
    panel.querySelector("[data-checks-again]").addEventListener("click", refresh);
    document.addEventListener("w-autosave:success", refresh);
    refresh();
  };

  window.addEventListener("load", start);
})();
