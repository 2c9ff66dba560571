// Suggests titles while somebody types into a search box. Without it the box is a plain form.
for (const box of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${box.id}-titles`;
  box.after(list);
  box.setAttribute("list", list.id);
  let timer, asked;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const query = box.value.trim();
      if (query.length < 2 || query === asked) return;
      asked = query;
      try {
        const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(query)}`);
        if (!answer.ok || asked !== query) return;
        const { suggestions } = await answer.json();
        list.replaceChildren(...suggestions.map(({ title, kind }) => new Option(kind, title)));
      } catch { /* no suggestions then */ }
    }, 200);
  });
}
