"""Rich text: the inline figure and links between pages."""
