"""What is shown of a place before and after something changed: a decree, a figure, a late count."""
