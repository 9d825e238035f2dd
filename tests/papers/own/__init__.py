"""Templates of a plan's own: what they may use, copies to start from, what is wrong with them."""
