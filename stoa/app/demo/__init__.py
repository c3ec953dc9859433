"""The demo shop: goods, customers and a year of trade, made by a seeded script, and the same on every machine."""
