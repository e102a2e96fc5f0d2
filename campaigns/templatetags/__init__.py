"""What events show on pages of regions."""
