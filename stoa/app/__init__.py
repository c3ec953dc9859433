"""The house put together: wiring, settings, layout, command line, demo shop. Nobody imports it."""
