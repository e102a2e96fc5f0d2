"""How property tests run here: enough examples to find trouble, no clock in the verdict."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "suite",
    max_examples=100,
    deadline=None,
    database=None,
    print_blob=True,
    report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    # The database of a test is set up once; `factories.undone` cleans up between examples.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("suite")
