"""How long the fuzzing goes on: a few fixed examples in `make test`, new ones again and again in `make fuzz`."""

from hypothesis import HealthCheck, settings

_ANY_TIME = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}

settings.register_profile("quick", max_examples=20, derandomize=True, database=None, **_ANY_TIME)
settings.register_profile("fuzz", max_examples=1000, print_blob=True, **_ANY_TIME)
settings.load_profile("quick")  # before the option --hypothesis-profile, which wins
