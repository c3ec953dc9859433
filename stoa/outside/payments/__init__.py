"""Payment providers: a sandbox that ships with the shop, Stripe, and bank transfer."""
