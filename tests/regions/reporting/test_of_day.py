"""Who has reported one day: in a region, by province, by office."""

from datetime import timedelta

import pytest

from regions.reporting import Report, reports_of_day
from tests.factories import DAY, make_jambi, make_siti, save_day
from tests.regions.ranking.ranked import reports


def test_an_office_is_overdue_where_its_report_is_missing_and_a_province_where_one_is():
    found = reports(
        ("15.03", Report.MISSING),
        ("15.04", Report.OPEN),
        ("14.01", Report.OPEN),
        ("14.02", Report.ON_TIME),
    )

    overdue = {code: found.is_overdue(code) for code in ("15", "15.03", "15.04", "14", "14.01")}

    assert overdue == {"15": True, "15.03": True, "15.04": False, "14": False, "14.01": False}


def test_a_place_that_is_no_office_of_the_region_is_never_overdue():
    assert reports(("15.03", Report.MISSING)).is_overdue("16") is False


@pytest.mark.django_db
def test_a_kecamatan_has_the_report_of_its_office():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.pauh: 5})

    def told(region):
        found = reports_of_day(region, DAY, lambda zone: DAY + timedelta(days=9))
        return dict(found.by_office)

    assert told(jambi.limun) == told(jambi.sarolangun) == {"15.03": Report.ON_TIME}
    assert told(jambi.mersam) == {"15.04": Report.MISSING}
