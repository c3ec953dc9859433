"""Discussions: topics the house hosts, about categories and products: guides, comparisons, what people made of things."""
