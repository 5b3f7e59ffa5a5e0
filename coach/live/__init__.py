"""A sitting: what surrounds it, how it is opened, how it runs, how it ends. Knows no screen."""
