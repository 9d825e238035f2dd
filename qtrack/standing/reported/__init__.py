"""What was reported: which entries count, what they say, who has not reported."""
