"""Changes of level and slope at unknown times: tests of one, and segmentations with several."""
