"""Sample contents: file name, template, context."""

from stoa.app.styleguide.samples import catalogue, checkout

PAGES = catalogue.PAGES | checkout.PAGES
