"""Sample contents: file name, template, context."""

from stoa.app.styleguide.samples import account, catalogue, checkout, components, desk

PAGES = catalogue.PAGES | checkout.PAGES | account.PAGES | desk.PAGES | components.PAGES
