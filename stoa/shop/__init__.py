"""The shop: what is sold, what it costs, what is there, and how it is bought, paid, sent and given back."""
