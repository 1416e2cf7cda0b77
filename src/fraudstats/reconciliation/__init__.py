"""What overlapping, rounded bulletins jointly imply: bounds, contradictions, and honest bands."""
