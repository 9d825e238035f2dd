"""Templates of a plan's own: what they may use, built-in ones to start from, and what is wrong with them."""
