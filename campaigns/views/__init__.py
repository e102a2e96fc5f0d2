"""The pages about events, their results and blank cards."""
