"""Changes of level and slope at unknown times: tests, and segmentations (`structural_change`, `cusum`, `pettitt`, `bai_perron`)."""
