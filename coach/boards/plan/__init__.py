"""The plan board: a migration, a scaling plan, a load test or a profile as people type it."""
