"""GISA outreach events and blank cards. May import `regions`; never the reverse."""
