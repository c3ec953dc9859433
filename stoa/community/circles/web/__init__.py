"""The pages and the API of circles, what they show on a product's and on a person's page, and their places in the account."""

from stoa.community.circles.web import api, circle, invitations, panel, showing
from stoa.people.profiles import offer_entry
from stoa.people.profiles.model import AccountEntry, Group

HANDLERS = [*circle.HANDLERS, *invitations.HANDLERS, *showing.HANDLERS, *api.HANDLERS]

panel.give()
offer_entry(AccountEntry("circles-title", "people", "/account/circle", position=68, group=Group.COMMUNITY), circle.LINE)
offer_entry(AccountEntry("circles-showing", "share", "/account/showing", position=70, group=Group.COMMUNITY), showing.LINE)
