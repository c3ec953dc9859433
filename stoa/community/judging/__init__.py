"""Judging: small linear models that read a text and say how sure they are of one thing.

Each has a card that says what it was taught with, how often it errs, and what it must not be used for. A judge never removes
anything: it sorts what people look at first.
"""
