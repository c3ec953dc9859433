"""Exchange: the community's files in and out, in the formats of others and in our own, with nothing lost."""
