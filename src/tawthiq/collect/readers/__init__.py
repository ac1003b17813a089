"""One module a format: an open file in, raw items and failures out, streaming and in a fixed order.

The order is fixed because a stopped run goes on after the items that it had committed.
"""
