"""Decrees: what they make of places, written anew from the rules."""
