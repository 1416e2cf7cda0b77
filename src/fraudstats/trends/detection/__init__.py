"""What a series of a given length and scatter could have shown at all."""
