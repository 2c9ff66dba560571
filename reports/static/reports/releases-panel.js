// Fetches the panel of releases when it is opened, and anew after a save while it is open.
(() => {
  const start = () => {
    const panel = document.querySelector("[data-releases-url]");
    if (!panel) return;
    let asked = 0;

    const refresh = async () => {
      if (!panel.offsetParent) return; // closed: asked for when it opens
      asked += 1;
      const mine = asked;
      let html = "<p>The releases could not be fetched. Close the panel and open it again.</p>";
      try {
        const answer = await fetch(panel.dataset.releasesUrl, { credentials: "same-origin" });
        if (answer.ok && !answer.redirected) html = await answer.text();
      } catch {
        // offline: the sentence above stands
      }
      if (mine === asked) panel.innerHTML = html;
    };

    new IntersectionObserver((seen) => {
      if (seen.some((entry) => entry.isIntersecting)) refresh();
    }).observe(panel);
    document.addEventListener("w-autosave:success", refresh);
  };

  window.addEventListener("load", start);
})();
