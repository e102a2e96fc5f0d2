"""The pages about places, counts and files; `addresses` reads a place and a day out of an address."""
