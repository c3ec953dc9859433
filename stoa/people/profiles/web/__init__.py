"""The account's overview and addresses."""

from stoa.people.profiles.web import addresses, api, overview

HANDLERS = [*overview.HANDLERS, *addresses.HANDLERS, *api.HANDLERS]
