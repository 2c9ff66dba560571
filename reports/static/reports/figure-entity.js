// Shows an inline figure as one piece in the rich text editor.
(() => {
  const { createElement } = window.React;

  const Figure = ({ entityKey, contentState, children }) => {
    const { key } = contentState.getEntity(entityKey).getData();
    return createElement(
      "span",
      // Not editable inside: a letter typed into it would turn the figure into plain text.
      {
        className: "figure-entity",
        contentEditable: false,
        suppressContentEditableWarning: true,
        title: `Figure ${key}: its value comes from the report`,
      },
      children,
    );
  };

  window.draftail.registerPlugin({ type: "FIGURE", source: () => null, decorator: Figure }, "entityTypes");
})();
