// Shows an inline figure as one piece in the rich text editor.
(() => {
  const { createElement } = window.React;

  const Figure = ({ entityKey, contentState, children }) => {
    const { key } = contentState.getEntity(entityKey).getData();
    return createElement(
      "span",
      { className: "figure-entity", title: `Figure ${key}: its value comes from the report` },
      children,
    );
  };

  window.draftail.registerPlugin({ type: "FIGURE", source: () => null, decorator: Figure }, "entityTypes");
})();
