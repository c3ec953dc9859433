"""A shop that runs: one small parent process, and beneath it the database, the servers and the worker.

The parent (`supervisor`) holds the address people come to, starts the rest, and starts again whatever dies; it imports
neither the web framework nor the shop. What it starts ends when it does, however that happens.
"""
