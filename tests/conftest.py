"""What all tests share: Hypothesis keeps each property short, and says how to see a failure again."""

from datetime import timedelta

from hypothesis import HealthCheck, settings

settings.register_profile(
    "qtrack",
    deadline=timedelta(seconds=2),
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("qtrack")
