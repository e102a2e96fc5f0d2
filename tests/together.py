"""Which tests stay on one worker, because they share what takes seconds to load."""

from xdist.scheduler import LoadScopeScheduling

_PLACES = "tests/regions/importing/places"
# Beginnings of paths. The mark xdist_group would say the same; under pytest 9.2 the scheduler of
# xdist 3.8 passes over it without a word (pytest-xdist issue 1386).
TOGETHER = {
    "the sample": ("tests/sample/",),
    "all of Indonesia": (
        f"{_PLACES}/test_every_place.py",
        f"{_PLACES}/test_places.py",
        f"{_PLACES}/test_places_by_code.py",
    ),
    "the demo": ("tests/coverage_tracker/test_demo_command.py",),
    "judged files": ("tests/faults/test_dirty_files.py",),
    "an installation": ("tests/regions/management/test_import_commands_outcome.py",),
}


def share_of(nodeid: str) -> str:
    """What the test is handed out with: its group, which goes first, or itself alone."""
    return next((name for name, files in TOGETHER.items() if nodeid.startswith(files)), nodeid)


class InShares(LoadScopeScheduling):
    """Tests one by one to whichever worker is free, but each group to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)
