from django.apps import AppConfig


class CoverageTrackerConfig(AppConfig):
    name = "coverage_tracker"
