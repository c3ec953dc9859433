"""The web kit: routes that say who may call them, panels and pages, forms, problems, limits. No word of the shop."""
