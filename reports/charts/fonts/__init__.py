"""The fonts that charts are drawn with: static cuts of the site's own variable fonts."""
