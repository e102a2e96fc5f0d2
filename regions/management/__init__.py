"""The commands, and what those that import a file share."""
