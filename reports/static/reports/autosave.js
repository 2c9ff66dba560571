// Keeps Wagtail's autosave from passing over a change. Once a save has come back, Wagtail takes
// what the form holds by then as saved, also what was typed while it was under way; and what is
// typed in the first two seconds, before it watches, as there from the start.
// (w-unsaved and w-autosave in wagtailadmin/js/core.js, 8.0)
(() => {
  const watcher = (form) => window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");
  let sent = "";
  let early = false;

  const typed = (event) => {
    if (event.isTrusted && event.target.closest?.("form[data-edit-form]")) early = true;
  };
  document.addEventListener("input", typed);
  document.addEventListener(
    "w-unsaved:watch-edits",
    (event) => {
      document.removeEventListener("input", typed);
      if (early) watcher(event.target).forceValue = true;
    },
    { once: true },
  );

  document.addEventListener("w-autosave:save", (event) => {
    sent = watcher(event.target).formData;
  });
  // After Wagtail's own listener, which sits on the form itself.
  document.addEventListener("w-autosave:success", (event) => {
    const saved = new URLSearchParams(sent);
    Object.entries(event.detail.data.field_updates || {}).forEach(([name, value]) => {
      if (saved.has(name)) saved.set(name, value);
    });
    const unsaved = watcher(event.target);
    // Its next look, in half a second, finds what this save did not hold.
    unsaved.initialFormData = unsaved.previousFormData = saved.toString();
  });
})();
