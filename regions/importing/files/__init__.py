"""Files handed back: the form to fill in, and the uploaded file with its mistakes marked."""
