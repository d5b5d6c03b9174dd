"""The terms that a span of a text mentions: arms, outcomes and groups, in whatever words stand for them."""
