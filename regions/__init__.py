"""Places, population, daily counts, coverage, and the people who work there."""
