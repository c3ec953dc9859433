"""Reviews: what people say of products, on what basis they say it, and the score that follows.

Anyone may review; only an order makes an owner. The shop answers, and changes nothing.
"""
