"""What makes many rows at once fast leaves nothing behind."""

import gc

import pytest

from regions.recording import without_collection


def test_the_garbage_collector_is_out_for_as_long_as_it_takes_even_if_that_fails():
    with without_collection():
        assert not gc.isenabled()
    assert gc.isenabled()

    with pytest.raises(RuntimeError, match="disk full"), without_collection():
        raise RuntimeError("disk full")
    assert gc.isenabled()
