"""Two people in one interview: the wire, the hub that orders entries, the seats at its desk."""
