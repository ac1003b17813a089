"""From a place as a report names it to a point with a stated precision."""
