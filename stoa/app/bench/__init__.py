"""Benchmarks: how fast the shop is, beside the limit that the same machine sets in the same run (docs/performance.md)."""
