"""Bring reports in: from any source to drafts, with where in the evidence each one stands.

The way: `detect` tells a file's format, a reader of `readers` cuts it into raw items, `drafting` turns each item into a
draft (text, title, times, outlet, language). Readers stream; drafting is a pure function of one item, so that it can
run in other processes. `fetching` brings pages and feeds over http into WARC files, which are then read like any other.
"""
