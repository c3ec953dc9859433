"""The ground: money, ids, the clock, refusals, the database, events, jobs and the web kit. It knows no word of the shop."""
