"""Complete pages with sample contents, rendered without a database.

What a shopper or a member of staff will see, drawn with the templates and macros that the rooms use. Look here before writing
a template: whatever stands in `pages/` may be taken over as it is. `python -m stoa.app.styleguide OUT_DIR` renders everything.
"""
