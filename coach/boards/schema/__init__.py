"""The schema board: tables as people sketch them, judged, advised on, drawn, exported."""
