// The inline figure in the rich text editor: one piece that shows its figure's present value,
// inserted from the toolbar or with "/".
(() => {
  const { createElement, Component } = window.React;
  const TYPE = "FIGURE";

  class Figure extends Component {
    componentDidMount() {
      this.leave = window.reports?.figures?.listen(() => this.forceUpdate());
    }

    componentWillUnmount() {
      this.leave?.();
    }

    render() {
      const { entityKey, contentState, children, onEdit } = this.props;
      const { key } = contentState.getEntity(entityKey).getData();
      const store = window.reports?.figures;
      const figure = store?.get(key);
      const missing = !figure && store?.isKnown();
      const title = figure
        ? `${figure.label} (${figure.status}). Press to choose another.`
        : missing
          ? `The report has no figure “${key}”. Press to choose one.`
          : key;
      return createElement(
        "span",
        {
          className: `figure-entity${missing ? " figure-entity--missing" : ""}`,
          // Not editable inside: a letter typed into it would turn the figure into plain text.
          contentEditable: false,
          suppressContentEditableWarning: true,
          "data-figure": key,
          title,
          onDoubleClick: () => onEdit(entityKey),
        },
        createElement("span", { className: "figure-entity__value" }, figure ? figure.text : missing ? `no figure “${key}”` : key),
        // What the editor itself keeps; it must be in the page for its cursor to find its way.
        createElement("span", { className: "figure-entity__key" }, children),
      );
    }
  }

  // Puts a figure where the cursor is, or in place of the one that is being changed.
  const withFigure = (editorState, key, entityKey) => {
    const { EditorState, Modifier, SelectionState } = window.DraftJS;
    let content = editorState.getCurrentContent();
    if (entityKey) {
      content = content.mergeEntityData(entityKey, { key });
      return EditorState.push(editorState, content, "apply-entity");
    }
    content = content.createEntity(TYPE, "IMMUTABLE", { key });
    const entity = content.getLastCreatedEntityKey();
    const selection = editorState.getSelection();
    content = Modifier.replaceText(content, selection, key, null, entity);
    const block = selection.getStartKey();
    const at = (offset) => SelectionState.createEmpty(block).merge({ anchorOffset: offset, focusOffset: offset });
    const end = selection.getStartOffset() + key.length;
    // A cursor cannot be put into the figure, so it goes behind the sign that follows.
    if (content.getBlockForKey(block).getLength() === end) content = Modifier.insertText(content, at(end), " ");
    const next = EditorState.push(editorState, content, "insert-characters");
    return EditorState.forceSelection(next, at(end + 1));
  };

  class Source extends Component {
    componentDidMount() {
      const { editorState, entity, entityKey, onComplete, onClose } = this.props;
      window.reports.chooseFigure(entity?.getData().key).then((figure) => {
        if (figure) onComplete(withFigure(editorState, figure.key, entityKey));
        else {
          onClose();
          this.giveBack();
        }
      });
    }

    // The text cannot be written in while the dialog is open, so the browser finds no way back.
    giveBack() {
      const block = this.props.editorState.getSelection().getStartKey();
      window.setTimeout(() => {
        const place = document.querySelector(`[data-offset-key^="${block}-"]`);
        place?.closest(".public-DraftEditor-content")?.focus();
      }, 50);
    }

    render() {
      return null;
    }
  }

  window.draftail.registerPlugin({ type: TYPE, source: Source, decorator: Figure }, "entityTypes");
  window.reports = window.reports || {};
  window.reports.withFigure = withFigure;
})();
