"""Places where two dates probably differ, for an analyst to look at: ranked boxes, each with its evidence."""
