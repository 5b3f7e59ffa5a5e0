"""Seconds as people read them on a stopwatch."""


def clock(seconds: float) -> str:
    """Seconds as m:ss, as a stopwatch shows them (whole seconds that have passed)."""
    whole = int(max(0.0, seconds))
    if whole >= 3600:
        return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{whole // 60}:{whole % 60:02}"
