"""A file that waits: its upload, what is asked about it, the answers, and what is remembered."""
