"""Places and people: what the region's files say, and the residents drawn from it."""
