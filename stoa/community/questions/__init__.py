"""Questions: what shoppers ask about products, and the answers of those who have them."""
