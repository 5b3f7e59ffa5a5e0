"""What holds for all tests: a property test is judged by what it finds, not by how busy the
machine is."""

from hypothesis import settings

settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
