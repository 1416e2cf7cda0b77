"""What does not fit: statements that cannot all be true.

- `contradictions`: the minimal sets of them
- `repair`: the least widening of bounds that makes all of them consistent
"""
