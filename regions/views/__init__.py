"""The pages about places, counts and files; `addresses` reads places and days out of addresses."""
