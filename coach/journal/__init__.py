"""Sessions on disk: one append-only file each, and the library of all of them."""
