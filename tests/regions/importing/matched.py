"""What a row of a file is found to be about."""

from regions.importing.places.matching import PlaceMatch


def taken(code: str) -> PlaceMatch:
    return PlaceMatch(code)


def total(code: str | None = None) -> PlaceMatch:
    return PlaceMatch(code, total=True)
